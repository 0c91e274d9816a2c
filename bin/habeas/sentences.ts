// Refusals in words: the sentences of the desk, so that a reason is said once.
import { createTranslator } from 'next-intl'
import reasons from '@/messages/en/reasons.json'

/** The whole table at once is asked by codes that only run time knows. */
const messages: Record<string, string> = reasons
const say = createTranslator({ locale: 'en', messages })

export function sentenceOf(reason: string, detail: Record<string, string | number> = {}): string {
  return Object.hasOwn(messages, reason) ? say(reason, detail) : say('unknown-reason', { reason })
}
