// The certificate on A4: a sheet to file or to show, set like a letter, sealed by the figure of its own hash.
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { type Certificate, certificateText } from '../../domain/certificate'
import type { LetterLocale } from '../../domain/letters/letter'
import { plainDateInWords } from '../../domain/letters/letter-dates'
import { type Entry, instantInWords, itemEntries } from './certificate-lines'
import { type CertificateWords, certificateWords } from './certificate-words'
import { sealFigure } from './seal-figure'
import { registerSerif, runs, type Style } from './serif'

// Millimetres would be nicer; PDF counts in points of 1/72 inch.
const A4 = { width: 595.28, height: 841.89 }
const MARGIN = 64
const WIDTH = A4.width - 2 * MARGIN
const TERM = 128
const BOTTOM = A4.height - MARGIN - 24
const ink = '#1c1a17'
const soft = '#5a544b'
const seal = '#9a1b20'

type Sheet = {
  document: InstanceType<typeof PDFDocument>
  fonts: ReturnType<typeof registerSerif>
  say: CertificateWords
  locale: LetterLocale
}
type Setting = { size?: number; color?: string; style?: Style; x?: number; width?: number; mono?: boolean }

/** The bytes depend on the certificate alone, not on when or where it is printed. */
export async function certificatePdf(certificate: Certificate, locale: LetterLocale): Promise<Buffer> {
  const say = certificateWords(locale)
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: locale,
    displayTitle: true,
    info: {
      Title: `${say.title} ${certificate.reference}`,
      Author: certificate.controller.name,
      CreationDate: new Date(certificate.closedAt),
    },
  })
  const bytes = buffer(document)
  const sheet: Sheet = { document, fonts: registerSerif(document), say, locale }
  head(sheet, certificate)
  for (const item of certificate.items) {
    const what = item.followUp ? say.followed[item.followUp.cause] : say.outcomes[item.outcome]
    heading(sheet, `${say.rights[item.right]}: ${what}`)
    for (const entry of itemEntries(item, locale)) set(sheet, entry)
  }
  proof(sheet, certificate)
  frames(sheet, certificate.reference)
  document.end()
  return bytes
}

/** A text in as many fonts as its letters need; moves the pen below it. */
function write({ document, fonts }: Sheet, text: string, setting: Setting = {}): void {
  const { size = 10.5, color = ink, style = 'roman', x = MARGIN, width = WIDTH, mono } = setting
  const pieces = mono ? [{ font: 'Courier', text }] : runs(fonts[style], text)
  document.fillColor(color).fontSize(size)
  pieces.forEach((piece, index) => {
    const options = { width, lineGap: size * 0.25, continued: index < pieces.length - 1 }
    document.font(piece.font)
    if (index === 0) document.text(piece.text, x, document.y, options)
    else document.text(piece.text, options)
  })
}

function head(sheet: Sheet, certificate: Certificate): void {
  const { document, say, locale } = sheet
  drawSeal(sheet, certificateText(certificate).sha256, A4.width - MARGIN - 96, MARGIN)
  document.y = MARGIN + 14
  write(sheet, certificate.controller.name, { color: soft, width: WIDTH - 120 })
  document.y += 10
  write(sheet, say.title, { size: 30, width: WIDTH - 120 })
  document.y += 6
  write(sheet, say.lead(certificate.controller.name, certificate.reference), {
    style: 'italic',
    size: 12,
    width: WIDTH - 120,
  })
  document.y = Math.max(document.y, MARGIN + 112) + 8
  set(sheet, { term: say.received, lines: [plainDateInWords(certificate.receivedOn, locale)] })
  set(sheet, { term: say.due, lines: [plainDateInWords(certificate.dueOn, locale)] })
  set(sheet, { term: say.closed, lines: [instantInWords(certificate.closedAt, locale)] })
}

function heading(sheet: Sheet, text: string): void {
  const { document } = sheet
  // A heading does not stand alone at the foot of a page.
  makeRoom(sheet, 90)
  document.y += 16
  document
    .moveTo(MARGIN, document.y)
    .lineTo(MARGIN + WIDTH, document.y)
    .lineWidth(0.75)
    .strokeColor(ink)
    .stroke()
  document.y += 8
  write(sheet, text, { size: 13 })
  document.y += 4
}

function set(sheet: Sheet, { term, lines, mono }: Entry): void {
  const { document, fonts } = sheet
  const setting: Setting = { x: MARGIN + TERM, width: WIDTH - TERM, ...(mono && { mono, size: 7.9 }) }
  for (const [index, line] of lines.entries()) {
    document.font(mono ? 'Courier' : (runs(fonts.roman, line)[0]?.font ?? 'Courier')).fontSize(setting.size ?? 10.5)
    makeRoom(sheet, document.heightOfString(line, { width: WIDTH - TERM }) + 8)
    const top = document.y
    if (index === 0) write(sheet, term, { color: soft, width: TERM - 12 })
    const below = document.y
    document.y = mono ? top + 3.5 : top
    write(sheet, line, setting)
    document.y = Math.max(document.y, index === 0 ? below : 0) + 3
  }
}

function makeRoom({ document }: Sheet, height: number): void {
  if (document.y + height <= BOTTOM) return
  document.addPage()
  document.y = MARGIN
}

function proof(sheet: Sheet, certificate: Certificate): void {
  const { document, say } = sheet
  heading(sheet, say.entry(certificate.ledger.seq))
  set(sheet, { term: 'SHA-256', lines: [certificate.ledger.hash], mono: true })
  set(sheet, { term: say.document, lines: [certificateText(certificate).sha256], mono: true })
  document.y += 6
  makeRoom(sheet, 60)
  write(sheet, say.proof, { color: soft, size: 9, style: 'italic' })
}

function drawSeal({ document }: Sheet, hash: string, x: number, y: number): void {
  document.save().translate(x, y).scale(0.8).strokeColor(seal)
  document.circle(60, 60, 58.5).lineWidth(2).stroke()
  document.circle(60, 60, 55).lineWidth(0.75).stroke()
  for (const curve of sealFigure(hash)) document.path(curve).lineWidth(0.6).stroke()
  document.restore()
}

/** Last, when the number of pages is known. */
function frames(sheet: Sheet, reference: string): void {
  const { document, say } = sheet
  const { count } = document.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page)
    for (const [inset, line] of [
      [26, 1.5],
      [31, 0.5],
    ] as const)
      document
        .rect(inset, inset, A4.width - 2 * inset, A4.height - 2 * inset)
        .lineWidth(line)
        .strokeColor(soft)
        .stroke()
    // Below the margin the document would begin a new page by itself.
    document.page.margins.bottom = 0
    document.y = A4.height - 56
    write(sheet, `${reference} · ${say.page(page + 1, count)}`, { size: 8.5, color: soft })
  }
}
