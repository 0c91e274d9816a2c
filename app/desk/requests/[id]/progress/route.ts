import { NextResponse } from 'next/server'
import { staffActor } from '@/lib/auth/staff-session'
import { requestProgress } from '@/lib/queries/desk-case-file'

type Context = { params: Promise<{ id: string }> }

/** Whether something happens to the request now; a number that changes when it does. No personal data. */
export async function GET(_request: Request, { params }: Context): Promise<NextResponse> {
  const actor = await staffActor()
  const { id } = await params
  if (!actor || !/^[0-9a-f-]{36}$/i.test(id)) return NextResponse.json(null, { status: actor ? 404 : 401 })
  const progress = await requestProgress(actor, id)
  const headers = { 'cache-control': 'no-store' }
  return NextResponse.json(progress, { status: progress ? 200 : 404, headers })
}
