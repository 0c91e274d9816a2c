// The certificate's items in words, ready to be set: a term and its lines.
import type { CertifiedItem, Signatory } from '../../domain/certificate'
import type { CorrectedLine, KeptLine } from '../../domain/letters/answer-facts'
import { matterWords } from '../../domain/letters/answer-frozen'
import { groundWords } from '../../domain/letters/answer-others'
import { rowsInWords } from '../../domain/letters/answer-words'
import type { LetterLocale } from '../../domain/letters/letter'
import { plainDateInWords } from '../../domain/letters/letter-dates'
import { certificateWords } from './certificate-words'

export type Entry = { term: string; lines: string[]; mono?: boolean }

/** “22 November 2026, 17:05 UTC” */
export const instantInWords = (iso: string, locale: LetterLocale): string =>
  `${plainDateInWords(iso.slice(0, 10), locale)}, ${iso.slice(11, 16)} UTC`

export function itemEntries(item: CertifiedItem, locale: LetterLocale): Entry[] {
  const say = certificateWords(locale)
  const colon = locale === 'fr' ? ' : ' : ': '
  const rows = (count: number) => rowsInWords(count, locale)
  const signed = ({ name, at }: Signatory) => `${name}, ${instantInWords(at, locale)}`
  const copy = item.package
  const left = item.right === 'rectification' ? say.remainingOld : say.remaining
  const entries: Entry[] = [
    { term: say.found, lines: item.found === null ? [] : [rows(item.found)] },
    {
      term: say.erased,
      lines: item.erased.map(({ label, deleted, cleared }) => {
        const parts = [deleted > 0 && say.deleted(rows(deleted)), cleared > 0 && say.cleared(rows(cleared))]
        return `${label[locale]}${colon}${parts.filter(Boolean).join(', ')}`
      }),
    },
    { term: say.corrected, lines: (item.corrected ?? []).map((line) => placeLine(line, locale)) },
    {
      term: say.unchanged,
      lines: (item.unchanged ?? []).map((line) => `${placeLine(line, locale)}${colon}${line.law}`),
    },
    { term: say.kept, lines: item.kept.map((line) => keptLine(line, locale)) },
    {
      term: say.frozen,
      lines: (item.frozen ?? []).map((line) =>
        line ? `${line.label[locale]}${colon}${rows(line.rows)}, ${matterWords[locale][line.kind]}` : say.groundAlone,
      ),
    },
    {
      term: say.verified,
      lines: item.verified.map(
        ({ system, at, remaining }) => `${system}, ${instantInWords(at, locale)}${colon}${left(remaining)}`,
      ),
    },
    {
      term: say.byHand,
      lines: (item.byHand ?? []).map((line) => {
        const said = `${line.system}, ${instantInWords(line.at, locale)}${colon}${say.handled[line.what](rows(line.records))}`
        return line.evidenceSha256 ? `${said} (SHA-256 ${line.evidenceSha256})` : said
      }),
    },
    {
      term: say.package,
      lines: copy ? [`${rows(copy.rows)}, ${instantInWords(copy.builtAt, locale)}`] : [],
    },
    {
      term: say.forwarded,
      lines: item.forwarded.map((line) => `${line.label[locale]} (${line.controller})${colon}${rows(line.rows)}`),
    },
    { term: say.recipients, lines: item.recipients.length > 0 ? [item.recipients.join(', ')] : [] },
    { term: say.ground, lines: item.ground ? [groundWords[locale][item.ground]] : [] },
    { term: say.prepared, lines: item.plan?.preparedBy ? [signed(item.plan.preparedBy)] : [] },
    { term: say.approved, lines: item.plan?.approvedBy ? [signed(item.plan.approvedBy)] : [] },
    { term: say.signatures, lines: item.plan?.alone ? [say.alone] : [] },
    { term: say.signatures, lines: item.followUp?.byItself ? [say.byItself] : [] },
    { term: item.plan ? say.plan(item.plan.number) : '', lines: item.plan ? [item.plan.hash] : [], mono: true },
    { term: say.archive, lines: copy ? [copy.sha256] : [], mono: true },
  ]
  return entries.filter(({ lines }) => lines.length > 0)
}

const placeLine = ({ what, where, rows }: CorrectedLine, locale: LetterLocale): string =>
  `${what[locale]} (${where[locale]}), ${rowsInWords(rows, locale)}`

function keptLine({ label, fields, rows, law, until }: KeptLine, locale: LetterLocale): string {
  const ends = until.map(({ date }) => date).sort()
  const [from = '', to = ''] = [ends[0], ends.at(-1)].map((date) => (date ? plainDateInWords(date, locale) : ''))
  const names = fields.map((field) => field[locale]).join(', ')
  return `${label[locale]}, ${rowsInWords(rows, locale)} (${names}), ${law}, ${certificateWords(locale).until(from, to)}`
}
