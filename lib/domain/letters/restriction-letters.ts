// What the person reads of a restriction (Art. 18 GDPR): that it began, why it does not, and, before it ends, that it will.
import type { Remedies } from './answer-facts'
import { opening, remedies } from './answer-words'
import type { LetterLocale, LetterWriter } from './letter'

export type RestrictionLetterFacts = {
  'restriction-begun': Remedies
  'restriction-refused': Remedies & { reason: string }
  /** Art. 18(3): sent before it is lifted. */
  'restriction-ends': Remedies & { reason: string }
}

const words: Record<LetterLocale, { begun: [string, string]; refused: [string, string]; ends: [string, string] }> = {
  en: {
    begun: [
      'Your data is restricted',
      'While we look at what you contest, we store your data and do nothing else with it without your consent, except for legal claims, for the rights of another person or for an important public interest (Article 18(1)(a) and (2) GDPR). We write to you before this ends.',
    ],
    refused: [
      'We do not restrict your data',
      'You also asked us to restrict its processing (Article 18 GDPR). We do not:',
    ],
    ends: [
      'The restriction of your data will end',
      'We have finished looking at what you contested. The restriction of your data will be lifted once this letter has been sent (Article 18(3) GDPR). This is why:',
    ],
  },
  fr: {
    begun: [
      'Le traitement de vos données est limité',
      'Pendant que nous examinons ce que vous contestez, nous conservons vos données et n’en faisons rien d’autre sans votre consentement, sauf pour des droits en justice, pour les droits d’une autre personne ou pour un motif important d’intérêt public (article 18, paragraphe 1, point a, et paragraphe 2, du RGPD). Nous vous écrirons avant que cela ne prenne fin.',
    ],
    refused: [
      'Nous ne limitons pas le traitement de vos données',
      'Vous nous avez aussi demandé d’en limiter le traitement (article 18 du RGPD). Nous ne le faisons pas :',
    ],
    ends: [
      'La limitation du traitement de vos données va prendre fin',
      'Nous avons fini d’examiner ce que vous contestiez. La limitation sera levée une fois ce courrier envoyé (article 18, paragraphe 3, du RGPD). Voici pourquoi :',
    ],
  },
}

const letter =
  (kind: 'begun' | 'refused' | 'ends'): LetterWriter<Remedies & { reason?: string }> =>
  (facts, locale) => {
    const [subject, text] = words[locale][kind]
    const reason = facts.reason ? [facts.reason] : []
    return { subject, blocks: [opening(facts, locale), text, ...reason, ...remedies(facts, locale)] }
  }

export const restrictionLetters: { [K in keyof RestrictionLetterFacts]: LetterWriter<RestrictionLetterFacts[K]> } = {
  'restriction-begun': letter('begun'),
  'restriction-refused': letter('refused'),
  'restriction-ends': letter('ends'),
}
