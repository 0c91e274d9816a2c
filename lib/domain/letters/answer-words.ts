// Sentences that several answers share.
import type { Text } from '../data-map/types'
import type { ForwardedLine, NamedByOthers, Remedies } from './answer-facts'
import type { LetterBlock, LetterLocale } from './letter'
import { plainDateInWords } from './letter-dates'
import { rightWords } from './right-words'

export const inLocale = (text: Text, locale: LetterLocale): string => text[locale]

export function rowsInWords(rows: number, locale: LetterLocale): string {
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(rows)
  if (locale === 'fr') return `${number} ${rows < 2 ? 'enregistrement' : 'enregistrements'}`
  return `${number} ${rows === 1 ? 'record' : 'records'}`
}

export function opening({ right, receivedOn }: Remedies, locale: LetterLocale): string {
  const on = plainDateInWords(receivedOn, locale)
  const asked = rightWords[locale][right]
  return locale === 'fr'
    ? `Le ${on}, vous nous avez demandé ${asked}. Voici notre réponse.`
    : `On ${on} you asked us for ${asked}. This is our answer.`
}

/** Art. 12(4), 77 and 79 GDPR: the authority and the court, always both. */
export function remedies({ authority }: Remedies, locale: LetterLocale): LetterBlock[] {
  const name = authority?.name
  const where = authority ? (authority.complaintUrl ?? authority.web) : null
  if (locale === 'fr')
    return [
      { heading: 'Vos recours' },
      name
        ? `Si cette réponse ne vous satisfait pas, vous pouvez adresser une réclamation à l’autorité de contrôle, ici : ${name} (${where}), ou à celle du pays où vous vivez ou travaillez (article 77 du RGPD).`
        : 'Si cette réponse ne vous satisfait pas, vous pouvez adresser une réclamation à l’autorité de contrôle du pays où vous vivez ou travaillez (article 77 du RGPD).',
      'Vous pouvez aussi saisir un tribunal (article 79 du RGPD).',
    ]
  return [
    { heading: 'If you disagree' },
    name
      ? `You can complain to the supervisory authority, here ${name} (${where}), or to that of the country where you live or work (Article 77 GDPR).`
      : 'You can complain to the supervisory authority of the country where you live or work (Article 77 GDPR).',
    'You can also go to court (Article 79 GDPR).',
  ]
}

/** Texts in other people's records: a human looked, and says what became of them (Art. 12(4), 15(4)). */
export function namedBlocks(named: NamedByOthers | null, locale: LetterLocale): LetterBlock[] {
  if (!named) return []
  const { changed, note } = named
  if (locale === 'fr')
    return [
      { heading: 'Où d’autres dossiers vous nomment' },
      changed
        ? 'Des textes libres dans les dossiers d’autres personnes vous nommaient. Un collègue les a lus et modifiés à la main :'
        : 'Des textes libres dans les dossiers d’autres personnes vous nomment. Un collègue les a lus et les a laissés tels quels :',
      note,
    ]
  return [
    { heading: 'Where other records name you' },
    changed
      ? 'Free texts in other people’s records named you. A colleague read them and changed them by hand:'
      : 'Free texts in other people’s records name you. A colleague read them and left them as they are:',
    note,
  ]
}

/** Data held for a client: that controller answers (Art. 28(3)(e)). */
export function forwarded(lines: ForwardedLine[], locale: LetterLocale): LetterBlock[] {
  if (lines.length === 0) return []
  const list = lines.map(
    ({ label, controller, rows }) => `${inLocale(label, locale)} (${controller}): ${rowsInWords(rows, locale)}`,
  )
  return locale === 'fr'
    ? [
        { heading: 'Données que nous traitons pour d’autres' },
        'Nous détenons aussi des données pour le compte des responsables suivants. Eux seuls peuvent en décider (article 28 du RGPD) :',
        { list },
      ]
    : [
        { heading: 'Data that we hold for others' },
        'We also hold data on behalf of the controllers below. Only they may decide about it (Article 28 GDPR):',
        { list },
      ]
}
