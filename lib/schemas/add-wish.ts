// One more wish on the follow page: a datum with what is right, or something in the person's own words.
import { z } from 'zod'
import { type FieldProblems, longest } from './request-form'
import { fieldProblems, line, ownWords } from './submit-request'

const addWish = z.object({
  datum: z.string().max(60).optional(),
  wanted: line.optional(),
  present: line.optional(),
  words: ownWords.optional(),
})

export type WishForm = { datum: string; wanted: string; present?: string } | { words: string }
/** Wishes of one correction. */
export const mostWishes = longest.corrections

/** Fields `datum`, `wanted`, `present`, `words`; without a datum the words count. */
export function readWishForm(form: FormData): { ok: true; wish: WishForm } | { ok: false; problems: FieldProblems } {
  const given = (name: string) => form.get(name) || undefined
  const parsed = addWish.safeParse({
    datum: given('datum'),
    wanted: given('wanted'),
    present: given('present'),
    words: given('words'),
  })
  if (!parsed.success) return { ok: false, problems: fieldProblems(parsed.error) }
  const { datum, wanted, present, words } = parsed.data
  if (datum !== undefined) return { ok: true, wish: { datum, wanted: wanted ?? '', ...(present && { present }) } }
  return words ? { ok: true, wish: { words } } : { ok: false, problems: { words: 'datum-missing' } }
}
