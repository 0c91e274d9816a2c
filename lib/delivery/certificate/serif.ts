// Source Serif inside the PDF, so that it looks and prints alike everywhere and text can be searched and copied.
// The fonts come as WOFF2, whose glyphs fontkit's subset cannot copy (it takes the compressed table for the plain one);
// each glyph is therefore written anew from its outline, as a simple TrueType glyph.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type PDFDocument from 'pdfkit'

export type Style = 'roman' | 'italic'
const styles: Record<Style, string> = { roman: 'normal', italic: 'italic' }
/** Names may be written in any of these; the first that has a letter is used. */
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese'] as const

type OutlineCommand = { command: string; args: number[] }
type Glyph = { path: { commands: OutlineCommand[] }; advanceWidth: number; bbox: { minX: number } }
type FontFile = { getGlyph(id: number): Glyph; hasGlyphForCodePoint(codePoint: number): boolean }
/** The part of fontkit's TTFSubset that is replaced; pdfkit and fontkit are pinned in package.json. */
type Subset = {
  font: FontFile
  glyf: Uint8Array[]
  loca: { offsets: number[] }
  hmtx: { metrics: { advance: number; bearing: number }[] }
  offset: number
  _addGlyph(id: number): number
}
type Embedded = { font: FontFile; subset: Subset }
type Document = InstanceType<typeof PDFDocument>

const folder = () => path.join(process.cwd(), 'node_modules/@fontsource-variable/source-serif-4/files')
const nameOf = (style: Style, script: string) => `serif-${style}-${script}`

/** Registers the fonts; use `runs` to choose among them. */
export function registerSerif(document: Document): Record<Style, Map<string, FontFile>> {
  const fonts = { roman: new Map<string, FontFile>(), italic: new Map<string, FontFile>() }
  for (const [style, file] of Object.entries(styles) as [Style, string][])
    for (const script of scripts) {
      const name = nameOf(style, script)
      document.registerFont(name, readFileSync(path.join(folder(), `source-serif-4-${script}-wght-${file}.woff2`)))
      document.font(name)
      const embedded = (document as unknown as { _font: Embedded })._font
      embedded.subset._addGlyph = addOutline
      fonts[style].set(name, embedded.font)
    }
  return fonts
}

/** Cuts a text into pieces that one font can set. Letters that none has fall to the first, which shows a box. */
export function runs(fonts: Map<string, FontFile>, text: string): { font: string; text: string }[] {
  const names = [...fonts.keys()]
  const pieces: { font: string; text: string }[] = []
  for (const letter of text) {
    const codePoint = letter.codePointAt(0) ?? 32
    const last = pieces.at(-1)
    // A space stays with the word before it, so that lines break there.
    const order = last ? [last.font, ...names] : names
    const font = order.find((name) => fonts.get(name)?.hasGlyphForCodePoint(codePoint)) ?? names[0] ?? ''
    if (last?.font === font) last.text += letter
    else pieces.push({ font, text: letter })
  }
  return pieces
}

function addOutline(this: Subset, id: number): number {
  const glyph = this.font.getGlyph(id)
  const bytes = simpleGlyph(glyph.path.commands)
  this.glyf.push(bytes)
  this.loca.offsets.push(this.offset)
  const bearing = Number.isFinite(glyph.bbox.minX) ? Math.round(glyph.bbox.minX) : 0
  this.hmtx.metrics.push({ advance: glyph.advanceWidth, bearing })
  this.offset += bytes.length
  return this.glyf.length - 1
}

type Point = { x: number; y: number; onCurve: boolean }

function contoursOf(commands: OutlineCommand[]): Point[][] {
  const contours: Point[][] = []
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0] = args.map(Math.round)
    if (command === 'moveTo') contours.push([{ x: a, y: b, onCurve: true }])
    else if (command === 'lineTo') contours.at(-1)?.push({ x: a, y: b, onCurve: true })
    else if (command === 'quadraticCurveTo')
      contours.at(-1)?.push({ x: a, y: b, onCurve: false }, { x: c, y: d, onCurve: true })
  }
  return contours
}

/** An entry of the `glyf` table: header, ends of contours, no instructions, one flag a point, deltas of two bytes. */
function simpleGlyph(commands: OutlineCommand[]): Uint8Array {
  const contours = contoursOf(commands)
  const points = contours.flat()
  if (points.length === 0) return new Uint8Array(0)
  const size = 10 + contours.length * 2 + 2 + points.length * 5
  // Offsets in `loca` are counted in pairs of bytes.
  const bytes = Buffer.alloc(size + ((4 - (size % 4)) % 4))
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  let at = 0
  const int16 = (value: number) => {
    at = bytes.writeInt16BE(value, at)
  }
  for (const value of [contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])
    int16(value)
  let end = -1
  for (const contour of contours) {
    end += contour.length
    int16(end)
  }
  int16(0)
  for (const { onCurve } of points) at = bytes.writeUInt8(onCurve ? 1 : 0, at)
  for (const values of [xs, ys]) for (const [index, value] of values.entries()) int16(value - (values[index - 1] ?? 0))
  return bytes
}
