// The page's part for what colleagues found where no program reads.
import { rowsInWords } from '../../domain/letters/answer-words'
import type { LetterLocale } from '../../domain/letters/letter'
import { plainDateInWords } from '../../domain/letters/letter-dates'
import { escapeHtml, htmlValue } from './cell'
import type { PackageByHand } from './package-facts'
import { basisWord, pageWords } from './page-words'

export const byHandSections = (found: PackageByHand[], locale: LetterLocale): string =>
  found.map((one) => section(one, locale)).join('')

function section(found: PackageByHand, locale: LetterLocale): string {
  const say = pageWords(locale)
  const on = plainDateInWords(found.answeredAt.slice(0, 10), locale)
  const file = found.file ? `<p><a href="${escapeHtml(found.file)}">${escapeHtml(found.file)}</a></p>` : ''
  const note = found.note ? `<p>${htmlValue(found.note)}</p>` : ''
  return `<h2>${escapeHtml(found.system)}</h2><p>${escapeHtml(say.byHand(rowsInWords(found.records, locale), on))}</p>${note}${file}${found.holdings.map((held) => about(held, locale)).join('')}`
}

/** Art. 15(1)(a), (c), (d), (g). */
function about(held: PackageByHand['holdings'][number], locale: LetterLocale): string {
  const say = pageWords(locale)
  const lines: [string, string][] = [
    [say.purposes, held.purposes.join('; ')],
    [say.basis, basisWord(locale, held.legalBasis)],
    [say.recipients, held.recipients.length > 0 ? held.recipients.join(', ') : say.nobody],
    [say.retention, held.retention],
    [say.source, held.source ?? say.sourceUnknown],
  ]
  const list = lines.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`).join('')
  return `<h3>${escapeHtml(held.label)}</h3><dl>${list}</dl>`
}
