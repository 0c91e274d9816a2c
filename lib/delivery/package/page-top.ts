// The beginning of every page that goes into a package: it opens without a network and asks nothing of one, and its policy
// forbids even trying.
import { createHash } from 'node:crypto'
import type { LetterLocale } from '../../domain/letters/letter'
import { escapeHtml } from './cell'
import { pageStyle } from './page-style'

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`

type Top = { locale: LetterLocale; title: string; reference: string | null; letterhead: string[] }

export const pageTop = ({ locale, title, reference, letterhead }: Top): string => `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${escapeHtml([title, reference].filter(Boolean).join(' – '))}</title><style>${pageStyle}</style></head>
<body><main><p class="head">${escapeHtml(letterhead.join('\n'))}</p>
<h1>${escapeHtml(title)}</h1>`

export const pageItem = (text: string): string => `<li>${escapeHtml(text)}</li>`

export const listSection = (title: string, lead: string, lines: string[]): string =>
  lines.length === 0
    ? ''
    : `<h2>${escapeHtml(title)}</h2><p>${escapeHtml(lead)}</p><ul>${lines.map(pageItem).join('')}</ul>`
