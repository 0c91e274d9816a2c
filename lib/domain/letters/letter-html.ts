import type { FrameParts, LetterBlock, LetterDraft, LetterLocale } from './letter'

// Mail programs know tables and inline styles only. No remote asset: opening a letter tells nobody anything.
const ink = '#1c1a17'
const soft = '#5a544b'
const serif = "'Source Serif 4','Source Serif Pro',Georgia,'Times New Roman',serif"
const paragraph = `margin:0 0 16px;font-size:17px;line-height:27px;color:${ink}`

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
const lines = (texts: string[]) => texts.map(escapeHtml).join('<br>')

export function letterHtml(letter: {
  subject: string
  draft: LetterDraft
  parts: FrameParts
  locale: LetterLocale
}): string {
  const { draft, parts } = letter
  const small = `margin:0 0 8px;font-size:14px;line-height:21px;color:${soft}`
  return `<!doctype html>
<html lang="${letter.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light"><title>${escapeHtml(letter.subject)}</title></head>
<body style="margin:0;padding:0;background:#f7f5f1">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f7f5f1"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;background:#fffefc;border:1px solid #d9d4c9"><tr><td style="padding:40px 32px;font-family:${serif};text-align:left">
<p style="margin:0 0 32px;font-size:15px;line-height:23px;color:${soft}">${lines(parts.head)}</p>
<p style="${paragraph}">${escapeHtml(parts.salutation)}</p>
${draft.blocks.map(blockHtml).join('\n')}
<p style="${paragraph};margin-top:28px">${escapeHtml(parts.closing)}</p>
<p style="${paragraph}">${lines(parts.signature)}</p>
<hr style="border:0;border-top:1px solid #d9d4c9;margin:28px 0 16px">
<p style="${small}">${escapeHtml(parts.contact)}</p>
<p style="${small}">${escapeHtml(parts.automatic)}</p>
</td></tr></table></td></tr></table></body></html>
`
}

function blockHtml(block: LetterBlock): string {
  if (typeof block === 'string') return `<p style="${paragraph}">${lines(block.split('\n'))}</p>`
  if ('heading' in block)
    return `<h2 style="margin:28px 0 8px;font-size:18px;line-height:26px;color:${ink}">${escapeHtml(block.heading)}</h2>`
  if ('list' in block) {
    const items = block.list.map((item) => `<li style="margin:0 0 6px">${escapeHtml(item)}</li>`).join('')
    return `<ul style="${paragraph};padding-left:20px">${items}</ul>`
  }
  if ('facts' in block) return factsHtml(block.facts)
  if ('action' in block) return actionHtml(block.action)
  return `<p style="margin:0 0 20px;font-size:30px;line-height:40px;letter-spacing:6px;font-family:monospace;color:${ink}">${escapeHtml(block.code)}</p>`
}

function factsHtml(facts: { term: string; text: string }[]): string {
  const cell = 'padding:4px 16px 4px 0;font-size:16px;line-height:24px;vertical-align:top'
  const rows = facts.map(
    ({ term, text }) =>
      `<tr><td style="${cell};color:${soft}">${escapeHtml(term)}</td><td style="${cell};color:${ink}">${escapeHtml(text)}</td></tr>`,
  )
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${rows.join('')}</table>`
}

function actionHtml({ label, url, quiet }: { label: string; url: string; quiet?: boolean }): string {
  const href = escapeHtml(url)
  const colours = quiet
    ? `background:#fffefc;color:${ink};border-color:#857d70`
    : 'background:#1f3f85;color:#ffffff;border-color:#1f3f85'
  const button = `display:inline-block;padding:11px 21px;border:1px solid;border-radius:4px;font-size:17px;text-decoration:none;${colours}`
  return `<p style="margin:4px 0 12px"><a href="${href}" style="${button}">${escapeHtml(label)}</a></p>
<p style="margin:0 0 20px;font-size:13px;line-height:20px;word-break:break-all;color:${soft}">${href}</p>`
}
