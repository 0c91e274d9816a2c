// Keys found on a person's records, as they are kept with the request: sealed, and named by keyed digests.
import type { Identifier } from '../domain/findings'
import { type Inference, identifierName } from '../domain/inference/inferred-key'
import { evidenceDigest } from './keys'
import type { RequestVault } from './request-vault'

const PLACE = 'subject_request.inferred_keys'

export const sealInference = (vault: RequestVault, inference: Inference): string =>
  vault.seal(PLACE, JSON.stringify(inference))

export const inferenceOf = (vault: RequestVault, request: { inferredKeysEnc: string | null }): Inference | null =>
  request.inferredKeysEnc === null ? null : JSON.parse(vault.open(PLACE, request.inferredKeysEnc))

/** By which a key is named on pages and in evidence. */
export const keyDigest = (key: Identifier): string => evidenceDigest(identifierName(key))
