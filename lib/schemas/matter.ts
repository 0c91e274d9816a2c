// A hold that people place, as the form and the command line bring it. Issues are codes; the desk says them.
import { z } from 'zod'
import { matterKinds, matterTold } from '../domain/matter'

const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((given) => given.isWellFormed() && !/\p{Cc}/u.test(given))
const day = z.string().refine((given) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return false
  try {
    Temporal.PlainDate.from(given)
    return true
  } catch {
    return false
  }
})
const noDay = z.literal('').transform(() => null)
const places = z.array(z.string().max(100)).max(500)

/** A file number is read by people and stands in plans: no address, no line of text. */
const matterReference = line(60).regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u)
const longestReason = 5000

export const matterForm = z.object({
  kind: z.enum(matterKinds),
  name: line(120).min(1),
  reference: matterReference,
  reason: z.string().trim().min(1).max(longestReason),
  told: z.enum(matterTold),
  reviewOn: day,
  systems: places,
  datasets: places,
  from: z.union([noDay, z.null(), day]),
  to: z.union([noDay, z.null(), day]),
  /** As typed; read by the normaliser of their kind. */
  identifiers: z.array(z.object({ kind: z.string().max(100), value: z.string().max(300) })).max(20),
  /** Whoever made this request. */
  requestId: z.union([z.uuid(), z.null(), z.literal('').transform(() => null)]),
})
export type MatterForm = z.output<typeof matterForm>

/** The form as the browser posts it, with or without scripts. Fields left empty are not stated. */
export function readMatterForm(form: FormData): Record<string, unknown> {
  const prefix = 'identifiers.'
  const stated = [...form.entries()].filter(([name, value]) => name.startsWith(prefix) && String(value).trim() !== '')
  const single = ['kind', 'name', 'reference', 'reason', 'told', 'reviewOn', 'from', 'to', 'requestId']
  return {
    ...Object.fromEntries(single.map((name) => [name, form.get(name) ?? undefined])),
    systems: form.getAll('systems'),
    datasets: form.getAll('datasets'),
    identifiers: stated.map(([name, value]) => ({ kind: name.slice(prefix.length), value })),
  }
}
