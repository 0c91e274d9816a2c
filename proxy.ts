import { type NextRequest, NextResponse } from 'next/server'
import { getToken } from 'next-auth/jwt'

const development = process.env.NODE_ENV === 'development'

/** Scripts and style elements by nonce only; style attributes are allowed, since the server renders widths and positions. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

// Referrer-Policy is same-origin, not no-referrer: with the latter browsers send `Origin: null` on form posts, and the
// server actions' check against forged posts has nothing to compare. No address leaves the site either way.
const headersForAll: Record<string, string> = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

const publicPages = new Set(['/', '/request'])

function guard(response: NextResponse, path: string, policy: string): NextResponse {
  for (const [name, value] of Object.entries(headersForAll)) response.headers.set(name, value)
  response.headers.set('content-security-policy', policy)
  if (!publicPages.has(path)) response.headers.set('x-robots-tag', 'noindex, nofollow')
  if (process.env.PUBLIC_URL?.startsWith('https:'))
    response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

// Only a courtesy that saves a page of refusals: every query and verb of the desk asks for an Actor of its own.
async function signedOut(request: NextRequest): Promise<boolean> {
  const path = request.nextUrl.pathname
  if (path !== '/desk' && !path.startsWith('/desk/')) return false
  const secureCookie = request.cookies.getAll().some((cookie) => cookie.name.startsWith('__Secure-next-auth'))
  return !(await getToken({ req: request, secureCookie }))
}

// Next reads a form of a page up to 1 MiB and answers a larger one with a bare 500. Nothing a person types is that long.
const LARGEST_FORM = 1_000_000

/** Routes that look at the length themselves: no form of a page. */
const measuresItself = /^\/api\/|^\/follow\/[^/]+\/file$/

/** The status to answer a form with instead of reading it: browsers always say how long one is. */
function unreadable(request: NextRequest): 411 | 413 | null {
  if (request.method !== 'POST' || measuresItself.test(request.nextUrl.pathname)) return null
  const length = request.headers.get('content-length')
  if (length === null) return request.headers.has('transfer-encoding') ? 411 : null
  return Number(length) > LARGEST_FORM ? 413 : null
}

// Both languages, as in app/global-error.tsx: this page stands before everything that could choose one.
const TOO_LARGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Too long – Habeas</title><main><h1>This is longer than a form can take</h1>
<p>Nothing was changed. Go back and shorten it: your browser still has what you typed.</p>
<div lang="fr"><h2>C’est plus long qu’un formulaire ne peut le prendre</h2>
<p>Rien n’a été modifié. Revenez en arrière et raccourcissez : votre navigateur a gardé ce que vous avez saisi.</p></div></main></html>`

/** The request form says it in its own page; elsewhere a page of its own does. */
function refused(request: NextRequest, status: 411 | 413): NextResponse {
  if (request.nextUrl.pathname !== '/request')
    return new NextResponse(TOO_LARGE, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
  const to = request.nextUrl.clone()
  to.search = '?too-large'
  return NextResponse.redirect(to, 303)
}

/** Null where the path decodes. Next answers a half-decodable one with a bare 500; here it is a link like any other. */
function readablePath(pathname: string): string | null {
  try {
    decodeURIComponent(pathname)
    return null
  } catch {
    return pathname.replaceAll('%', '-')
  }
}

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const status = unreadable(request)
  if (status !== null) return guard(refused(request, status), pathname, policy)
  if (await signedOut(request)) {
    const to = request.nextUrl.clone()
    to.pathname = '/signin'
    to.search = `?callbackUrl=${encodeURIComponent(pathname + search)}`
    return guard(NextResponse.redirect(to), pathname, policy)
  }
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const readable = readablePath(pathname)
  if (readable === null) return guard(NextResponse.next({ request: { headers } }), pathname, policy)
  const to = request.nextUrl.clone()
  to.pathname = readable
  return guard(NextResponse.rewrite(to, { request: { headers } }), pathname, policy)
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|icon\\.svg|mark\\.svg|wordmark\\.svg|favicon\\.ico).*)'],
}
