// The answer to a deletion: what is gone, what stays, by which law and until when (Art. 12(3), 17(3), 12(4) GDPR).
import type { AnswerLetterFacts, ByHandLine, ErasedLine, KeptLine } from './answer-facts'
import { frozenBlocks } from './answer-frozen'
import { forwarded, inLocale, namedBlocks, opening, remedies, rowsInWords } from './answer-words'
import type { LetterBlock, LetterLocale, LetterWriter } from './letter'
import { plainDateInWords } from './letter-dates'

export const answerErasure: LetterWriter<AnswerLetterFacts['answer-erasure']> = (facts, locale) => {
  const subject = {
    en: ['Your data is deleted', 'Your data is deleted in part', 'Your data stays for now'],
    fr: ['Vos données sont effacées', 'Vos données sont effacées en partie', 'Vos données restent pour l’instant'],
  }
  return {
    subject: subject[locale][howMuch(facts)] ?? '',
    blocks: [
      opening(facts, locale),
      ...erasedBlocks(facts.erased, facts.confirmedOn, locale),
      ...byHandBlocks(facts.byHand, locale),
      ...namedBlocks(facts.named ?? null, locale),
      ...keptBlocks(facts.kept, locale),
      ...frozenBlocks(facts.frozen ?? [], locale),
      ...recipientBlocks(facts.recipients, locale),
      ...forwarded(facts.forwarded, locale),
      ...remedies(facts, locale),
    ],
  }
}

/** 0: all of it is gone; 1: a part; 2: nothing yet. */
function howMuch(
  facts: Pick<AnswerLetterFacts['answer-erasure'], 'erased' | 'kept' | 'frozen' | 'byHand' | 'named'>,
): 0 | 1 | 2 {
  const { erased, kept, frozen = [], byHand, named } = facts
  if (kept.length + frozen.length === 0 && byHand.every((line) => line.kept === null))
    return named?.changed === false ? 1 : 0
  return erased.length > 0 || byHand.some((line) => line.kept === null) ? 1 : 2
}

function erasedBlocks(lines: ErasedLine[], confirmedOn: string, locale: LetterLocale): LetterBlock[] {
  if (lines.length === 0) return []
  const on = plainDateInWords(confirmedOn, locale)
  const list = lines.map((line) => erasedLine(line, locale))
  return locale === 'fr'
    ? [
        { heading: 'Ce qui est effacé' },
        `Nous l’avons vérifié par une nouvelle lecture de nos systèmes le ${on}.`,
        { list },
      ]
    : [{ heading: 'What is deleted' }, `We read our systems again on ${on} to make sure of it.`, { list }]
}

function erasedLine({ label, deleted, cleared }: ErasedLine, locale: LetterLocale): string {
  const [gone, emptied] = locale === 'fr' ? ['supprimés', 'vidés de vos données'] : ['deleted', 'cleared of your data']
  const parts = [
    ...(deleted > 0 ? [`${rowsInWords(deleted, locale)} ${agree(gone, deleted, locale)}`] : []),
    ...(cleared > 0 ? [`${rowsInWords(cleared, locale)} ${agree(emptied, cleared, locale)}`] : []),
  ]
  return `${inLocale(label, locale)}${locale === 'fr' ? ' ' : ''}: ${parts.join(', ')}`
}

/** Erased by a colleague, who says so on record: nothing can be read again there. */
function byHandBlocks(lines: ByHandLine[], locale: LetterLocale): LetterBlock[] {
  const gone = lines.filter(({ kept }) => kept === null)
  const stays = lines.flatMap(({ system, kept }) =>
    kept === null ? [] : [`${system}${locale === 'fr' ? ' ' : ''}: ${kept}`],
  )
  const list = gone.map(
    ({ system, records }) => `${system}${locale === 'fr' ? ' ' : ''}: ${rowsInWords(records, locale)}`,
  )
  const [erased, kept] =
    locale === 'fr'
      ? ['Ce qu’un collègue a effacé à la main', 'Ce qui n’a pas pu être effacé, et pourquoi']
      : ['What a colleague erased by hand', 'What could not be erased, and why']
  return [
    ...(list.length > 0 ? [{ heading: erased }, { list }] : []),
    ...(stays.length > 0 ? [{ heading: kept }, { list: stays }] : []),
  ]
}

/** French participles follow the number of what they speak of. */
const agree = (words: string | undefined, rows: number, locale: LetterLocale): string =>
  locale === 'fr' && rows < 2 ? (words ?? '').replace(/s\b/, '') : (words ?? '')

/** Art. 19: recipients are told; the person may ask who they are, so they are named at once. */
function recipientBlocks(recipients: string[], locale: LetterLocale): LetterBlock[] {
  if (recipients.length === 0) return []
  return locale === 'fr'
    ? [
        { heading: 'Qui les avait reçues' },
        'Notre registre nomme ces destinataires des données effacées. Nous informons chacun d’eux de l’effacement, sauf si c’est impossible ou demande un effort disproportionné (article 19 du RGPD) ; votre page dit qui a été informé et quand.',
        { list: recipients },
      ]
    : [
        { heading: 'Who had received it' },
        'Our register names these recipients of what is deleted. We tell each of them of the deletion, unless that is impossible or a disproportionate effort (Article 19 GDPR); your page says who was told and when.',
        { list: recipients },
      ]
}

function keptBlocks(lines: KeptLine[], locale: LetterLocale): LetterBlock[] {
  if (lines.length === 0) return []
  const list = lines.map((line) => keptLine(line, locale))
  return locale === 'fr'
    ? [
        { heading: 'Ce que la loi nous oblige à garder' },
        'Ces données ne servent plus qu’à cette obligation (article 17, paragraphe 3, point b, du RGPD) et seront effacées ensuite.',
        { list },
      ]
    : [
        { heading: 'What the law obliges us to keep' },
        'This data serves that duty alone (Article 17(3)(b) GDPR) and is to be deleted when it ends.',
        { list },
      ]
}

function keptLine(line: KeptLine, locale: LetterLocale): string {
  const fields = line.fields.map((field) => inLocale(field, locale)).join(', ')
  const ends = [...line.until].sort((a, b) => a.date.localeCompare(b.date))
  const first = ends[0] ? plainDateInWords(ends[0].date, locale) : ''
  const last = ends.at(-1) ? plainDateInWords(ends.at(-1)?.date ?? '', locale) : ''
  const what = `${inLocale(line.label, locale)}, ${rowsInWords(line.rows, locale)} (${fields})`
  if (locale === 'fr') {
    const until =
      first === last ? `jusqu’au ${first}` : `du plus ancien, jusqu’au ${first}, au plus récent, jusqu’au ${last}`
    return `${what} : ${line.law}, ${until}`
  }
  const until = first === last ? `until ${first}` : `the oldest until ${first}, the newest until ${last}`
  return `${what}: ${line.law}, ${until}`
}
