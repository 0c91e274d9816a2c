// The pages of the mail catcher. A mail is somebody else's HTML: it is shown in a sandboxed frame, without scripts.
const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
const addresses = (list) => list.map((one) => escapeHtml(one.address ?? one.name ?? '')).join(', ')

const STYLE = `<style>
:root{color-scheme:light dark;--line:light-dark(#ddd8cf,#3a3733);--ink:light-dark(#23211e,#eae6df);--paper:light-dark(#fbf9f5,#191816);--act:light-dark(#234a86,#9dbcf0)}
body{margin:0 auto;max-width:56rem;padding:24px 16px;font:15px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
a{color:var(--act)}h1{font-size:20px}ol{list-style:none;padding:0}li{border-top:1px solid var(--line)}
li a{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.6fr) auto;gap:16px;padding:12px 4px;color:inherit;text-decoration:none}
li a:hover{color:var(--act)}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.6 ui-monospace,monospace}
iframe{width:100%;height:60vh;border:1px solid var(--line);background:#fff}dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px}dt{opacity:.7}dd{margin:0}
@media(max-width:560px){li a{grid-template-columns:1fr}}
</style>`

const page = (title, body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>${head}${STYLE}</head><body>${body}</body></html>`

const clock = (at) => `<time datetime="${at}">${at.slice(11, 19)} UTC</time>`

export function inboxPage(mails) {
  const rows = mails
    .toReversed()
    .map((mail) => {
      const to = mail.envelope.to.map(escapeHtml).join(', ')
      return `<li><a href="/mail/${mail.id}"><span>${to}</span><strong>${escapeHtml(mail.subject)}</strong>${clock(mail.at)}</a></li>`
    })
    .join('')
  const list = rows
    ? `<ol>${rows}</ol>`
    : '<p>No mail yet. Whatever Habeas sends appears here; nothing leaves this machine.</p>'
  return page('Mail catcher', `<h1>Mail catcher</h1>${list}`, '<meta http-equiv="refresh" content="5">')
}

const linkified = (text) =>
  escapeHtml(text).replace(/https?:\/\/[^\s<>&]+(?:&#38;[^\s<>&]+)*/g, (url) => {
    const trimmed = url.replace(/[.,;:)\]]+$/, '')
    return `<a href="${trimmed}" target="_blank" rel="noopener noreferrer">${trimmed}</a>${url.slice(trimmed.length)}`
  })

function framed(html) {
  // Links open outside the frame; scripts, forms and same-origin reach stay off.
  const source = escapeHtml(`<base target="_blank">${html}`)
  const sandbox = 'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'
  return `<h2>As HTML</h2><iframe title="The mail as HTML" sandbox="${sandbox}" referrerpolicy="no-referrer" srcdoc="${source}"></iframe>`
}

export function mailPage(mail) {
  const attachments = mail.attachments
    .map((one) => `${escapeHtml(one.filename ?? 'unnamed')} (${one.bytes} bytes)`)
    .join(', ')
  const body = `<p><a href="/">All mails</a></p><h1>${escapeHtml(mail.subject)}</h1>
<dl><dt>From</dt><dd>${addresses(mail.from ? [mail.from] : [])}</dd><dt>To</dt><dd>${addresses(mail.to)}</dd>
<dt>Envelope</dt><dd>${mail.envelope.to.map(escapeHtml).join(', ')}</dd><dt>Received</dt><dd>${clock(mail.at)}</dd>
${attachments ? `<dt>Attachments</dt><dd>${attachments}</dd>` : ''}</dl>
<pre>${linkified(mail.text)}</pre>${mail.html ? framed(mail.html) : ''}`
  return page(mail.subject || 'Mail', body)
}
