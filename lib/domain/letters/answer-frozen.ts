// What the person reads of a matter: its kind and what it keeps, or the ground alone (Art. 17(3)(e), 23 GDPR). Never its
// name, its file number or whom else it concerns.
import type { MatterKind } from '../matter'
import type { FrozenLine } from './answer-facts'
import { inLocale, rowsInWords } from './answer-words'
import type { LetterBlock, LetterLocale } from './letter'

export const matterWords: Record<LetterLocale, Record<MatterKind, string>> = {
  en: { dispute: 'a dispute', audit: 'an audit', investigation: 'an investigation' },
  fr: { dispute: 'un litige', audit: 'un contrôle', investigation: 'une enquête' },
}

const words = {
  en: {
    heading: 'What stays for now',
    told: 'This data is needed for the establishment, exercise or defence of legal claims (Article 17(3)(e) GDPR). It is not used for anything else. We look regularly at whether that is still so, and delete it when it is not.',
    ground:
      'Some of your data is needed for the establishment, exercise or defence of legal claims (Article 17(3)(e) GDPR). It is not used for anything else. We look regularly at whether that is still so, and delete it when it is not.',
  },
  fr: {
    heading: 'Ce qui reste pour l’instant',
    told: 'Ces données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice (article 17, paragraphe 3, point e, du RGPD). Elles ne servent plus à rien d’autre. Nous vérifions régulièrement que c’est toujours le cas, et les effacerons ensuite.',
    ground:
      'Certaines de vos données sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice (article 17, paragraphe 3, point e, du RGPD). Elles ne servent plus à rien d’autre. Nous vérifions régulièrement que c’est toujours le cas, et les effacerons ensuite.',
  },
}

export function frozenBlocks(lines: FrozenLine[], locale: LetterLocale): LetterBlock[] {
  if (lines.length === 0) return []
  const say = words[locale]
  const told = lines.filter((line) => line !== null)
  const list = told.map(({ kind, label, rows }) => {
    const what = `${inLocale(label, locale)}, ${rowsInWords(rows, locale)}`
    return `${what}${locale === 'fr' ? ' ' : ''}: ${matterWords[locale][kind]}`
  })
  return [
    { heading: say.heading },
    ...(told.length > 0 ? [say.told, { list }] : []),
    ...(told.length < lines.length ? [say.ground] : []),
  ]
}
