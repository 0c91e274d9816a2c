// Names at the receiver: of the request and the day, ours alone, nobody's name.
import { encryptedEnding } from '../delivery/carriers/encrypt-for'
import type { EncryptTo } from '../domain/transfer/receiver'
import { now } from '../platform/clock'

export const archiveName = (base: string, encryption: EncryptTo | null): string =>
  `${base}.zip${encryption ? encryptedEnding(encryption) : ''}`

/** The part of the package's id keeps a package that was built anew from the name of an earlier one. */
export const deliveryBase = (reference: string, packageId: string): string =>
  `${reference}-${now().toString().slice(0, 10).replaceAll('-', '')}-${packageId.slice(0, 8)}`

export const manifestName = (base: string): string => `${base}.manifest.json`
