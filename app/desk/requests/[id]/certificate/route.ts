import { staffActor } from '@/lib/auth/staff-session'
import { issueCertificate } from '@/lib/workflow/issue-certificate'

type Context = { params: Promise<{ id: string }> }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const codes = { 'not-permitted': 403, 'not-found': 404, 'not-finished': 409, 'data-destroyed': 410 } as const

/** The certificate as PDF, or with `?format=json` as JSON; `?item=` of one right alone; `?follow-up=` of one plan of it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await staffActor()
  const { id } = await params
  const { searchParams } = new URL(request.url)
  const itemId = searchParams.get('item')
  const planId = searchParams.get('follow-up')
  if (!actor) return answer(401)
  if (!uuid.test(id) || [itemId, planId].some((one) => one !== null && !uuid.test(one))) return answer(404)
  const format = searchParams.get('format') === 'json' ? 'json' : 'pdf'
  const of = { ...(itemId !== null && { itemId }), ...(planId !== null && { planId }) }
  const issued = await issueCertificate(actor, { requestId: id, format, ...of })
  if (!issued.ok) return answer(codes[issued.reason])
  return new Response(new Uint8Array(issued.bytes), {
    headers: {
      'content-type': issued.type,
      'content-disposition': `attachment; filename="${issued.filename}"`,
      'cache-control': 'no-store',
    },
  })
}

const answer = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } })
