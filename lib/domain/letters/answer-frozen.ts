// What the person reads of a matter: its kind and what it keeps, or the ground alone (Art. 17(3)(e), 23 GDPR). Never its
// name, its file number or whom else it concerns.
import type { MatterKind } from '../matter'
import type { FrozenLine } from './answer-facts'
import { inLocale, rowsInWords } from './answer-words'
import type { LetterBlock, LetterLocale } from './letter'

export const matterWords: Record<LetterLocale, Record<MatterKind, string>> = {
  en: {
    dispute: 'a dispute',
    audit: 'an audit',
    investigation: 'an investigation',
    restriction: 'a restriction of its processing that was asked for (Article 18 GDPR)',
  },
  fr: {
    dispute: 'un litige',
    audit: 'un contrôle',
    investigation: 'une enquête',
    restriction: 'une limitation du traitement qui a été demandée (article 18 du RGPD)',
  },
}

const words = {
  en: {
    heading: 'What stays for now',
    restricted:
      'The processing of this data is restricted, as was asked: it is stored and nothing else (Article 18(1) and (2) GDPR). It is dealt with when the restriction ends, of which we tell you before.',
    told: 'This data is needed for the establishment, exercise or defence of legal claims (Article 17(3)(e) GDPR). It is not used for anything else. We look regularly at whether that is still so, and delete it when it is not.',
    ground:
      'Some of your data is needed for the establishment, exercise or defence of legal claims (Article 17(3)(e) GDPR). It is not used for anything else. We look regularly at whether that is still so, and delete it when it is not.',
  },
  fr: {
    heading: 'Ce qui reste pour l’instant',
    restricted:
      'Le traitement de ces données est limité, comme demandé : elles sont conservées, et rien d’autre (article 18, paragraphes 1 et 2, du RGPD). Nous nous en occuperons à la fin de la limitation, dont nous vous informerons avant.',
    told: 'Ces données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice (article 17, paragraphe 3, point e, du RGPD). Elles ne servent plus à rien d’autre. Nous vérifions régulièrement que c’est toujours le cas, et les effacerons ensuite.',
    ground:
      'Certaines de vos données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice (article 17, paragraphe 3, point e, du RGPD). Elles ne servent plus à rien d’autre. Nous vérifions régulièrement que c’est toujours le cas, et les effacerons ensuite.',
  },
}

export function frozenBlocks(lines: FrozenLine[], locale: LetterLocale): LetterBlock[] {
  if (lines.length === 0) return []
  const say = words[locale]
  const inWords = (some: NonNullable<FrozenLine>[]) =>
    some.map(({ kind, label, rows }) => {
      const what = `${inLocale(label, locale)}, ${rowsInWords(rows, locale)}`
      return `${what}${locale === 'fr' ? ' ' : ''}: ${matterWords[locale][kind]}`
    })
  const told = lines.filter((line) => line !== null)
  const restricted = told.filter(({ kind }) => kind === 'restriction')
  const claimed = told.filter(({ kind }) => kind !== 'restriction')
  return [
    { heading: say.heading },
    ...(claimed.length > 0 ? [say.told, { list: inWords(claimed) }] : []),
    ...(restricted.length > 0 ? [say.restricted, { list: inWords(restricted) }] : []),
    ...(told.length < lines.length ? [say.ground] : []),
  ]
}
