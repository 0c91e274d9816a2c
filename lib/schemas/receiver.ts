// A receiver as the desk's form brings it. Issues are codes; the desk says them.
import { z } from 'zod'
import { parseEmail } from '../domain/contact-address'
import { isCountry } from '../domain/data-map/country'

const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'words-too-long')
    .refine((given) => given.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(given), 'words-unfit')

const host = line(253).regex(/^(?=.)[A-Za-z0-9.:-]+$/, 'host-missing')
const port = z.coerce.number().int().min(1, 'port-unfit').max(65535, 'port-unfit')
const user = line(200).min(1, 'user-missing')
/** Where the sign-in lands, or a folder below the root: no way up. */
const folder = line(500).refine((given) => !given.split('/').includes('..'), 'folder-unfit')
const pem = z
  .string()
  .max(100_000)
  .regex(/^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/, 'certificate-unfit')

/** Credentials in an address end up in logs. */
const secureUrl = line(1000).refine((given) => {
  if (!URL.canParse(given)) return false
  const { protocol, username, password, search, hash } = new URL(given)
  return protocol === 'https:' && username + password + search + hash === ''
}, 'url-unfit')

const reached = { host, port, user, folder }
export const receiverAddress = z.discriminatedUnion('protocol', [
  z.object({
    ...{ protocol: z.literal('sftp'), ...reached },
    hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'host-key-missing'),
  }),
  z.object({ protocol: z.literal('ftps'), ...reached, ca: pem.optional() }),
  z.object({ protocol: z.literal('https-upload'), url: secureUrl, ca: pem.optional() }),
  z.object({
    protocol: z.literal('https-download'),
    contact: z.string().refine((given) => parseEmail(given).ok, 'bad-address'),
  }),
])

const secretText = z.string().min(1, 'secret-missing').max(20_000)
export const receiverSecret = z.union([
  z.object({ password: secretText }),
  z.object({ privateKey: secretText, passphrase: z.string().max(1000).optional() }),
  z.object({ token: secretText }),
  z.object({ word: secretText.min(12, 'word-too-short') }),
])

export const encryptTo = z.object({
  kind: z.enum(['age', 'openpgp']),
  key: z.string().trim().min(1, 'public-key-missing').max(50_000),
})

export const receiverForm = z.object({
  name: line(200).min(1, 'name-missing'),
  country: z.string().refine(isCountry, 'country-unknown'),
  /** Day on which the list of the Data Privacy Framework was seen to name it. */
  listedOn: z.iso.date().nullable().default(null),
  address: receiverAddress,
  encryptTo: encryptTo.nullable().default(null),
})
export type ReceiverForm = z.output<typeof receiverForm>

/** What can be looked at before the key of the host is known. */
export const probedAddress = z.discriminatedUnion('protocol', [
  z.object({ protocol: z.literal('sftp'), ...reached }),
  z.object({ protocol: z.literal('ftps'), ...reached, ca: pem.optional() }),
  z.object({ protocol: z.literal('https-upload'), url: secureUrl, ca: pem.optional() }),
])
