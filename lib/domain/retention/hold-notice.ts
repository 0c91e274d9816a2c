// The office's own notice of holds that ended: numbers and a link, nobody's data. Goes to the officer's contact address.

import type { LetterLocale } from '../letters/letter'
import { escapeHtml } from '../letters/letter-html'

export type HoldNotice = {
  /** Follow-ups seen done since the last notice, and the rows that were erased or cleared in them. */
  done: number
  rows: number
  /** Follow-ups that wait for the officer. */
  waiting: number
  /** Lines whose day is over and whose rows are still there. */
  overdue: number
  /** Of the retention page. */
  url: string
}

type Words = { subject: string; done: string; waiting: string; overdue: string; look: string }
const words: Record<LetterLocale, (notice: HoldNotice) => Words> = {
  en: ({ done, rows, waiting, overdue }) => ({
    subject: 'Retention periods that have ended',
    done: `Erased since the last notice, and read again: ${counted(rows, 'record')} (${counted(done, 'follow-up plan')}).`,
    waiting: `Waiting for your decision: ${counted(waiting, 'follow-up plan')}.`,
    overdue: `Overdue (${overdue}): records whose period is over and which are still there. The page says why.`,
    look: 'Look at it here:',
  }),
  fr: ({ done, rows, waiting, overdue }) => ({
    subject: 'Durées de conservation arrivées à terme',
    done: `Effacés depuis le dernier avis, puis relus : ${counted(rows, 'enregistrement')} (${counted(done, 'plan')} de suite).`,
    waiting: `En attente de votre décision : ${counted(waiting, 'plan')} de suite.`,
    overdue: `En retard (${overdue}) : des enregistrements dont la durée est passée sont encore là. La page dit pourquoi.`,
    look: 'À voir ici :',
  }),
}

/** Both languages add an s from two on. */
const counted = (count: number, one: string) => `${count} ${one}${count > 1 ? 's' : ''}`

export const worthTelling = ({ done, waiting, overdue }: HoldNotice): boolean => done + waiting + overdue > 0

export function holdNotice(notice: HoldNotice, locale: LetterLocale): { subject: string; text: string; html: string } {
  const said = words[locale](notice)
  const lines = [
    ...(notice.done > 0 ? [said.done] : []),
    ...(notice.waiting > 0 ? [said.waiting] : []),
    ...(notice.overdue > 0 ? [said.overdue] : []),
  ]
  const url = escapeHtml(notice.url)
  const html = [
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    `<p>${escapeHtml(said.look)} <a href="${url}">${url}</a></p>`,
  ]
  return {
    subject: said.subject,
    text: `${[...lines, `${said.look} ${notice.url}`].join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(said.subject)}</title></head><body>\n${html.join('\n')}\n</body></html>\n`,
  }
}
