// index.html: what a person reads.
import { fieldCategories } from '../../domain/data-map/types'
import { rowsInWords } from '../../domain/letters/answer-words'
import type { LetterLocale } from '../../domain/letters/letter'
import { plainDateInWords } from '../../domain/letters/letter-dates'
import { escapeHtml, htmlValue } from './cell'
import type { LeftOut, PackageDataset, PackageFacts } from './package-facts'
import { byHandSections } from './page-by-hand'
import { listSection, pageItem, pageTop } from './page-top'
import { basisWord, categoryWord, type PageWords, pageWords } from './page-words'
import { RECORDS_IN_FULL, ROWS_SHOWN } from './row-forms'
import type { Spool, SpooledDataset } from './spool'

export async function* pageFile(facts: PackageFacts, datasets: SpooledDataset[]): AsyncGenerator<string | Buffer> {
  const say = pageWords(facts.locale)
  yield head(facts, say, datasets)
  for (const [index, spooled] of datasets.entries()) yield* section(spooled, index, facts.locale, say)
  yield [
    byHandSections(facts.byHand, facts.locale),
    listSection(say.leftOut, say.leftOutLead, facts.leftOut.map(leftOutLine)),
    listSection(
      say.forwarded,
      say.forwardedLead,
      facts.forwarded.map((line) => `${line.label} (${line.controller}): ${rowsInWords(line.rows, facts.locale)}`),
    ),
    rights(facts, say),
    '</main></body></html>\n',
  ].join('')
}

function head(facts: PackageFacts, say: PageWords, datasets: SpooledDataset[]): string {
  const { locale, controller, reference } = facts
  const rows = datasets.reduce((sum, { spool }) => sum + spool.rows, 0)
  const letterhead = [say.of(controller.name), controller.address, `${say.reference} ${reference}`].filter(
    (line) => line !== undefined,
  )
  const lead = [
    say.received(plainDateInWords(facts.receivedOn, locale)),
    say.built(plainDateInWords(facts.builtOn, locale), `${facts.builtAt.slice(11, 16)} UTC`),
    say.summary(rowsInWords(rows, locale), datasets.length),
  ]
  return `${pageTop({ locale, title: say.title, reference, letterhead })}
<p>${escapeHtml(lead.join(' '))}</p><p class="soft">${escapeHtml(say.files)}</p>
${contents(facts, say, datasets)}`
}

/** Art. 15(1)(b): the categories of data, each with where it stands. */
function contents({ locale }: PackageFacts, say: PageWords, datasets: SpooledDataset[]): string {
  const lines = fieldCategories.flatMap((category) => {
    const links = datasets
      .map(({ dataset }, index) => ({ dataset, index }))
      .filter(({ dataset }) => dataset.fields.some((field) => field.category === category))
      .map(({ dataset, index }) => `<a href="#d${index}">${escapeHtml(dataset.label)}</a>`)
    return links.length > 0
      ? [`<dt>${escapeHtml(categoryWord(locale, category))}</dt><dd>${links.join(', ')}</dd>`]
      : []
  })
  return `<h2>${escapeHtml(say.contents)}</h2><dl>${lines.join('')}</dl>`
}

async function* section(
  { dataset, spool }: SpooledDataset,
  index: number,
  locale: LetterLocale,
  say: PageWords,
): AsyncGenerator<string | Buffer> {
  const all = rowsInWords(spool.rows, locale)
  yield `<h2 id="d${index}">${escapeHtml(dataset.label)}</h2><p>${escapeHtml(all)}.`
  if (spool.rows !== dataset.plannedRows) yield ` ${escapeHtml(say.changed(rowsInWords(dataset.plannedRows, locale)))}`
  yield `</p>${about(dataset, locale, say)}`
  if (dataset.leftOut.length > 0)
    yield `<h3>${escapeHtml(say.leftOut)}</h3><ul>${dataset.leftOut.map((line) => pageItem(leftOutLine(line))).join('')}</ul>`
  if (spool.rows === 0) yield `<p>${escapeHtml(say.empty)}</p>`
  else if (spool.rows <= RECORDS_IN_FULL) yield records(dataset, spool, say)
  else yield* table(dataset, spool, locale, say)
}

/** Art. 15(1)(a), (c), (d), (g). */
function about(dataset: PackageDataset, locale: LetterLocale, say: PageWords): string {
  const lines: [string, string][] = [
    [say.purposes, dataset.purposes.join('; ')],
    [say.basis, basisWord(locale, dataset.legalBasis)],
    [say.recipients, dataset.recipients.length > 0 ? dataset.recipients.join(', ') : say.nobody],
    [say.retention, dataset.retention],
    [say.source, dataset.source ?? say.sourceUnknown],
    [say.table, `csv/${dataset.file}`],
  ]
  return `<dl>${lines.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl>`
}

function records(dataset: PackageDataset, spool: Spool, say: PageWords): string {
  const record = (row: Spool['records'][number], index: number) => {
    const lines = dataset.fields.map(
      ({ label }, column) => `<dt>${escapeHtml(label)}</dt><dd>${htmlValue(row[column] ?? null)}</dd>`,
    )
    return `<h3>${escapeHtml(say.record(String(index + 1)))}</h3><dl class="record">${lines.join('')}</dl>`
  }
  return spool.records.map(record).join('')
}

async function* table(
  dataset: PackageDataset,
  { rows, table }: Spool,
  locale: LetterLocale,
  say: PageWords,
): AsyncGenerator<string | Buffer> {
  const number = (value: number) => new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(value)
  const note = rows > ROWS_SHOWN ? say.shown(number(ROWS_SHOWN), number(rows), dataset.file) : ''
  const heads = dataset.fields.map(({ label }) => `<th scope="col">${escapeHtml(label)}</th>`).join('')
  yield `${note ? `<p><strong>${escapeHtml(note)}</strong></p>` : ''}<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(dataset.label)}"><table><thead><tr>${heads}</tr></thead><tbody>`
  yield* table.read()
  yield '</tbody></table></div>'
}

const leftOutLine = ({ name, reason }: LeftOut): string => (reason ? `${name}: ${reason}` : name)

/** Art. 15(1)(e), (f), (h), and Art. 79: remedies are named wherever an answer is given. */
function rights({ authority, controller }: PackageFacts, say: PageWords): string {
  const where = authority?.complaintUrl ?? authority?.web
  const link = where ? `<p><a href="${escapeHtml(where)}" rel="noopener noreferrer">${escapeHtml(where)}</a></p>` : ''
  const { dpo } = controller
  const officer = [dpo.name, dpo.email, dpo.address].filter((text) => text !== undefined)
  return `<h2>${escapeHtml(say.rights)}</h2><ul>${say.rightsList.map(pageItem).join('')}</ul>
<p>${escapeHtml(say.complain(authority?.name ?? say.authority))}</p>${link}
<h2>${escapeHtml(say.contact)}</h2><p>${[controller.name, controller.address ?? ''].filter(Boolean).map(escapeHtml).join('<br>')}</p>
<p>${escapeHtml(say.dpo)}: ${officer.map(escapeHtml).join('<br>')}</p>`
}
