// The answer to a correction: what was corrected where, what stays as it is by which law and what is offered instead, what
// is refused and why (Art. 12(3) and (4), 16, 18(1)(c), 19 GDPR). No value of the person's records.
import type { AnswerLetterFacts, CorrectedLine } from './answer-facts'
import { forwarded, inLocale, opening, remedies, rowsInWords } from './answer-words'
import type { LetterBlock, LetterLocale, LetterWriter } from './letter'
import { plainDateInWords } from './letter-dates'
import { rectificationWords } from './rectification-words'

type Facts = AnswerLetterFacts['answer-rectification']

export const answerRectification: LetterWriter<Facts> = (facts, locale) => {
  const say = rectificationWords[locale]
  const on = plainDateInWords(facts.confirmedOn, locale)
  return {
    subject: say.subject[facts.outcome],
    blocks: [
      opening(facts, locale),
      ...listed(say.corrected, say.readAgain(on), linesOf(facts.corrected, locale)),
      ...listed(say.asWished, null, linesOf(facts.asWished, locale)),
      ...keptBlocks(facts, locale),
      ...frozenBlocks(facts, locale),
      ...byHandBlocks(facts, locale),
      ...refusedBlocks(facts, locale),
      ...listed(say.recipients, say.recipientsWhy, facts.recipients),
      ...forwarded(facts.forwarded, locale),
      ...remedies(facts, locale),
    ],
  }
}

function listed(heading: string, why: string | null, list: string[]): LetterBlock[] {
  if (list.length === 0) return []
  return [{ heading }, ...(why ? [why] : []), { list }]
}

const linesOf = (lines: CorrectedLine[], locale: LetterLocale): string[] =>
  lines.map(({ what, where, rows }) => `${placeOf({ what, where }, locale)}, ${rowsInWords(rows, locale)}`)

const placeOf = ({ what, where }: Pick<CorrectedLine, 'what' | 'where'>, locale: LetterLocale): string =>
  `${inLocale(what, locale)} (${inLocale(where, locale)})`

/** An issued document is never edited. */
function keptBlocks({ kept, offers, frozen }: Facts, locale: LetterLocale): LetterBlock[] {
  const say = rectificationWords[locale]
  const list = kept.map((line) => `${linesOf([line], locale)[0]}${say.colon}${line.law}`)
  const own = offers.filter((offer) => offer === 'corrective-document' || frozen.length === 0)
  const offered = own.map((offer) => say.offers[offer])
  return [...listed(say.kept, say.keptWhy, list), ...(kept.length > 0 ? offered : [])]
}

function frozenBlocks({ frozen, offers }: Facts, locale: LetterLocale): LetterBlock[] {
  if (frozen.length === 0) return []
  const say = rectificationWords[locale]
  const list = frozen.flatMap((line) => (line ? linesOf([line], locale) : []))
  const statement = offers.includes('statement') ? [say.offers.statement] : []
  return [{ heading: say.frozen }, say.frozenWhy, ...(list.length > 0 ? [{ list }] : []), ...statement]
}

function byHandBlocks({ byHand }: Facts, locale: LetterLocale): LetterBlock[] {
  const say = rectificationWords[locale]
  return byHand.flatMap(({ kind, done, note }) => [{ heading: done ? say.byHand[kind] : say.notByHand[kind] }, note])
}

function refusedBlocks({ refused, left }: Facts, locale: LetterLocale): LetterBlock[] {
  const say = rectificationWords[locale]
  const list = [
    ...refused.map(({ what, reason }) => `${what ? inLocale(what, locale) : say.inYourWords}${say.colon}${reason}`),
    ...left.map((line) => `${linesOf([line], locale)[0]}${say.colon}${line.reason}`),
  ]
  return listed(say.refused, null, list)
}
