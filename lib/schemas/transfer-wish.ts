// Where a person wants their data (Art. 20): to themselves, or to another controller, in their own words.
import { z } from 'zod'
import { isCountry } from '../domain/data-map/country'
import { plainValue } from './plain-value'

export const transferFormats = ['json', 'csv', 'xml'] as const

const words = (longest: number, missing: string) =>
  z.unknown().transform((given, context): string => {
    const plain = plainValue(given ?? '')
    const problem = !plain.ok ? 'words-unfit' : plain.value.length > longest ? 'words-too-long' : null
    if (plain.ok && !problem && plain.value !== '') return plain.value
    context.addIssue({ code: 'custom', message: problem ?? missing })
    return z.NEVER
  })

const formats = z
  .array(z.enum(transferFormats))
  .transform((given) => transferFormats.filter((format) => format !== 'xml' || given.includes('xml')))
  .default(['json', 'csv'])

/** Issues are codes, which `messages/*` says: receiver-name-missing, country-unknown, contact-missing, words-unfit … */
export const transferWishForm = z.discriminatedUnion('toWhom', [
  z.object({ toWhom: z.literal('person'), formats }),
  z.object({
    toWhom: z.literal('controller'),
    name: words(200, 'receiver-name-missing'),
    country: z.string().refine(isCountry, 'country-unknown'),
    contact: words(300, 'contact-missing'),
    formats,
  }),
])
export type TransferWishForm = z.output<typeof transferWishForm>

/** As it stands sealed. */
export type NamedReceiver = { name: string; country: string; contact: string }
