// Refusals in words: the sentences of the desk, so that a reason is said once.
import reasons from '@/messages/en/reasons.json'

const sentences: Record<string, unknown> = reasons

export function sentenceOf(reason: string, detail: Record<string, string | number> = {}): string {
  const sentence = sentences[reason]
  const facts = Object.entries(detail)
  if (typeof sentence !== 'string') return [`Refused: ${reason}`, ...facts.map(([k, v]) => `${k} ${v}`)].join(', ')
  return facts.reduce((text, [key, value]) => text.replaceAll(`{${key}}`, String(value)), sentence)
}
