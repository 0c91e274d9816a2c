// Why something does not leave with a person, in the words of the package, the letter and the page.
import type { LetterLocale } from '../letters/letter'
import type { NotPortable } from '../plan/portability-plan'

const words: Record<LetterLocale, Record<NotPortable, string>> = {
  en: {
    'legal-basis': 'we do not use it on your consent or for a contract with you (Article 20(1)(a) GDPR)',
    inferred: 'we concluded it ourselves; you did not provide it (Article 20(1) GDPR)',
    assigned: 'we gave it out ourselves; you did not provide it (Article 20(1) GDPR)',
    obtained: 'we have it from others; you did not provide it (Article 20(1) GDPR)',
    'names-others': 'it says something about other people too (Article 20(4) GDPR)',
    withheld: 'it must stay secret',
    excluded: 'we left it out after looking at it',
    client: 'we hold it for another organisation, which answers for it (Article 28 GDPR)',
    'not-accepted': 'the organisation that answers for it did not agree that it goes there (Articles 28 and 44 GDPR)',
  },
  fr: {
    'legal-basis':
      'nous ne les utilisons ni avec votre consentement ni pour un contrat avec vous (article 20, paragraphe 1, point a, du RGPD)',
    inferred: 'nous les avons déduites ; vous ne les avez pas fournies (article 20, paragraphe 1, du RGPD)',
    assigned: 'nous les avons attribuées ; vous ne les avez pas fournies (article 20, paragraphe 1, du RGPD)',
    obtained: 'nous les tenons de tiers ; vous ne les avez pas fournies (article 20, paragraphe 1, du RGPD)',
    'names-others': 'elles concernent aussi d’autres personnes (article 20, paragraphe 4, du RGPD)',
    withheld: 'elles doivent rester secrètes',
    excluded: 'nous les avons écartées après examen',
    client: 'nous les détenons pour un autre organisme, qui en répond (article 28 du RGPD)',
    'not-accepted': 'l’organisme qui en répond n’a pas accepté qu’elles y soient envoyées (articles 28 et 44 du RGPD)',
  },
}

export const whyLeft = (locale: LetterLocale, why: NotPortable): string => words[locale][why]
