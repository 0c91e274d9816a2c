// What a letter is made of. Answers and notices share one frame, so that all of them look and close alike.
export const letterLocales = ['en', 'fr'] as const
export type LetterLocale = (typeof letterLocales)[number]

export type LetterBlock =
  /** A paragraph. */
  | string
  | { heading: string }
  | { list: string[] }
  | { facts: { term: string; text: string }[] }
  /** The one thing to do, with its full address for readers of plain text. */
  | { action: { label: string; url: string; quiet?: boolean } }
  | { code: string }

export type LetterDraft = { subject: string; blocks: LetterBlock[] }

export type LetterFrame = {
  locale: LetterLocale
  /** HB-2026-004217; left out only where no request is spoken of. */
  reference: string
  /** The controller that answers. */
  controller: string
  dpo: { email: string; name?: string; address?: string }
  /** ISO date of the letter, in the controller's time zone. */
  date: string
  /**
   * Only once the person is proven: a name typed by anybody, sent to an address typed by anybody, would make us the
   * carrier of someone else's words.
   */
  recipientName?: string
}

/** The frame in words: what stands above and below every letter. */
export type FrameParts = {
  head: string[]
  salutation: string
  closing: string
  signature: string[]
  contact: string
  automatic: string
}

export type ComposedLetter = { subject: string; text: string; html: string }

/** A writer turns facts into a letter in one language. */
export type LetterWriter<F> = (facts: F, locale: LetterLocale) => LetterDraft
