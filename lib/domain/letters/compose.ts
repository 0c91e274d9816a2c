import type { ComposedLetter, FrameParts, LetterBlock, LetterDraft, LetterFrame } from './letter'
import { plainDateInWords } from './letter-dates'
import { letterHtml } from './letter-html'
import { type LetterFacts, type LetterKind, writers } from './letter-kinds'

const words = {
  en: {
    hello: 'Hello,',
    dear: (name: string) => `Dear ${name},`,
    reference: 'Reference',
    closing: 'Yours faithfully,',
    office: (controller: string) => `Data protection office, ${controller}`,
    contact: 'Questions or objections:',
    automatic: 'Please do not answer this message: the address that sent it is not read.',
  },
  fr: {
    hello: 'Bonjour,',
    dear: (name: string) => `Bonjour ${name},`,
    reference: 'Référence',
    closing: 'Nous vous prions d’agréer nos salutations distinguées.',
    office: (controller: string) => `Le service de protection des données de ${controller}`,
    contact: 'Questions ou objections :',
    automatic: 'Merci de ne pas répondre à ce message : l’adresse d’envoi n’est pas lue.',
  },
} as const

/** The letter as it is sent: subject, plain text and HTML that say the same. */
export function composeLetter<K extends LetterKind>(
  kind: K,
  facts: LetterFacts[K],
  frame: LetterFrame,
): ComposedLetter {
  return composeDraft(writers[kind](facts, frame.locale), frame)
}

export function composeDraft(draft: LetterDraft, frame: LetterFrame): ComposedLetter {
  const parts = frameParts(frame)
  const subject = `${draft.subject} (${frame.reference})`
  return { subject, text: letterText(draft, parts), html: letterHtml({ subject, draft, parts, locale: frame.locale }) }
}

function frameParts(frame: LetterFrame): FrameParts {
  const say = words[frame.locale]
  const { dpo } = frame
  return {
    head: [frame.controller, plainDateInWords(frame.date, frame.locale), `${say.reference} ${frame.reference}`],
    salutation: frame.recipientName ? say.dear(frame.recipientName) : say.hello,
    closing: say.closing,
    signature: [...(dpo.name ? [dpo.name] : []), say.office(frame.controller)],
    contact: `${say.contact} ${[dpo.email, dpo.address].filter(Boolean).join(' · ')}`,
    automatic: say.automatic,
  }
}

function letterText(draft: LetterDraft, parts: FrameParts): string {
  const body = draft.blocks.map(blockText)
  const end = [parts.closing, parts.signature.join('\n'), parts.contact, parts.automatic]
  return `${[parts.head.join('\n'), parts.salutation, ...body, ...end].join('\n\n')}\n`
}

function blockText(block: LetterBlock): string {
  if (typeof block === 'string') return block
  if ('heading' in block) return block.heading.toLocaleUpperCase()
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n')
  if ('facts' in block) return block.facts.map(({ term, text }) => `${term}: ${text}`).join('\n')
  if ('action' in block) return `${block.action.label}:\n${block.action.url}`
  return `    ${block.code}`
}
