// How a person's identifiers are written inside other people's texts. Names are left out: too many people share one.
import type { IdentifierNormaliser, MapDataset, MapIdentifier } from '../data-map/types'
import type { Identifier } from '../findings'

/**
 * For lower-case text. `expression` decides, in what POSIX and Perl have in common: both engines speak it. `like`, with
 * the escape `!`, is true wherever it is, and ten times as fast. So is `anyCase`, of text as it stands: to make a text
 * small takes longer than all else. What the identifier contains stands for itself.
 */
export type MentionWord = { anyCase: string; like: string; expression: string }

export const freeTextFields = (dataset: MapDataset): string[] =>
  Object.entries(dataset.fields)
    .filter(([, { category }]) => category === 'free-text')
    .map(([name]) => name)

/** A shorter number stands in too many texts by chance. */
const LEAST_CHARACTERS = 5
/** Subscriber's digits; what is shorter is no phone number of a person. */
const LEAST_DIGITS = 7

const alone = (expression: string) => `(^|[^[:alnum:]])${expression}($|[^[:alnum:]])`
const literally = (text: string) => text.replaceAll(/[\\^$.|?*+()[\]{}-]/g, '\\$&')

const escaped = (text: string) => text.replaceAll(/[!%_]/g, '!$&')
const longest = (parts: readonly string[] | null): string =>
  (parts ?? []).reduce((one, other) => (other.length > one.length ? other : one), '')

/** Its longest part that Unicode writes in one way only; and of that, what has no capitals: nothing becomes it. */
function parts(text: string): Pick<MentionWord, 'anyCase' | 'like'> {
  const ascii = longest(
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[ -~]+/g),
  )
  return { anyCase: `%${escaped(longest(ascii.match(/[^a-z]+/g)))}%`, like: `%${escaped(ascii)}%` }
}

/** Each accent on its letter, or after it: texts hold both. */
function spelled(text: string): string {
  const composed = text.normalize('NFC').toLowerCase()
  const apart = composed.normalize('NFD')
  return composed === apart ? literally(composed) : `(${literally(composed)}|${literally(apart)})`
}

/** `ann.jose@x.fr` and `jose@x.fr.example` are other mailboxes; a full stop or a dash around the address is none. */
const emailWord = (value: string): MentionWord => ({
  ...parts(value),
  expression: `(^|[^[:alnum:]._%+-])[._%+-]*${spelled(value)}[.-]*($|[^[:alnum:].-])`,
})

const between = '[[:space:]\u00a0\u202f./()-]*'
const oneDigit = /^[17]/
const twoDigits = /^(2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/
const callingCode = (digits: string): number => (oneDigit.test(digits) ? 1 : twoDigits.test(digits) ? 2 : 3)

/** `+33 (0)6 12…`, `0033612…`, `06.12.34…`: with its country or as dialled at home. */
function phoneWord(value: string): MentionWord | null {
  const digits = value.replaceAll(/\D/g, '').replace(/^00/, '')
  const length = callingCode(digits)
  const subscriber = digits.slice(length)
  if (subscriber.length < LEAST_DIGITS) return null
  const abroad = `((\\+|00)${between}${digits.slice(0, length)}${between})`
  const spaced = [...subscriber].map((digit) => between + digit).join('')
  const like = `%${[...subscriber].join('%')}%`
  return {
    ...{ anyCase: like, like },
    expression: `(^|[^[:digit:]+])${abroad}?0?${spaced}($|[^[:digit:]])`,
  }
}

function wordOf(how: IdentifierNormaliser, value: string): MentionWord | null {
  if (how === 'email') return value.includes('@') ? emailWord(value.trim()) : null
  if (how === 'phone') return phoneWord(value)
  const word = how === 'upper' ? value.replaceAll(/\s/g, '') : value.trim()
  return [...word].length < LEAST_CHARACTERS ? null : { ...parts(word), expression: alone(spelled(word)) }
}

/** What to look for; an identifier that says too little for a text is not among them. */
export function mentionWords(
  identifiers: readonly Identifier[],
  kinds: readonly Pick<MapIdentifier, 'key' | 'normalise'>[],
): MentionWord[] {
  return identifiers.flatMap(({ kind, value }) => {
    const how = kinds.find(({ key }) => key === kind)?.normalise
    return (how && wordOf(how, value)) ?? []
  })
}
