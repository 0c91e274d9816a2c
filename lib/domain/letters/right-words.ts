import type { Right } from '../request/rights'
import type { LetterLocale } from './letter'

/** A right as it stands in a letter's list. */
export const rightWords: Record<LetterLocale, Record<Right, string>> = {
  en: {
    access: 'a copy of your data (Article 15 GDPR)',
    erasure: 'the deletion of your data (Article 17 GDPR)',
    rectification: 'the correction of your data (Article 16 GDPR)',
    portability: 'your data in a form that other services can read (Article 20 GDPR)',
  },
  fr: {
    access: 'une copie de vos données (article 15 du RGPD)',
    erasure: 'l’effacement de vos données (article 17 du RGPD)',
    rectification: 'la correction de vos données (article 16 du RGPD)',
    portability: 'vos données dans un format lisible par d’autres services (article 20 du RGPD)',
  },
}
