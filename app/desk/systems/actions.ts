'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { InspectAnswer } from '@/components/desk/admin/inspect-form'
import { requireStaff } from '@/lib/auth/staff-session'
import { databaseKinds } from '@/lib/domain/data-map/types'
import { addSystem, type ConnectionInput } from '@/lib/workflow/add-system'
import { inspectSystem } from '@/lib/workflow/inspect-system'
import { formText, refusalAnswer } from '../refusal-answer'
import { problemLine } from './problem-line'

const tlsModes = ['disable', 'require', 'verify-full'] as const

function readConnection(form: FormData): ConnectionInput | null {
  const pem = formText(form, 'ca').trim()
  const ca = pem ? { ca: pem } : {}
  if (form.get('how') === 'url') return { url: formText(form, 'url').trim(), ...ca }
  const kind = databaseKinds.find((known) => known === form.get('kind')) ?? 'postgresql'
  const port = formText(form, 'port').trim()
  if (!/^\d{0,5}$/.test(port) || (port !== '' && Number(port) < 1) || Number(port) > 65_535) return null
  return {
    kind,
    host: formText(form, 'host').trim(),
    port: port === '' ? null : Number(port),
    database: formText(form, 'database').trim(),
    user: formText(form, 'user').trim(),
    password: formText(form, 'password'),
    // What the form did not offer is not weakened: the strictest mode.
    tls: tlsModes.find((mode) => mode === form.get('tls')) ?? 'verify-full',
    ...ca,
  }
}

/** Connects a new system, or gives a known one (`change`) another connection. */
export async function connectAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('manageSystems')
  const t = await getTranslations('admin.connect')
  const connection = readConnection(form)
  if (!connection) return { ok: false, message: t('port-wrong') }
  const key = formText(form, 'key').trim()
  const done = await addSystem(actor, {
    ...{ key, name: formText(form, 'name'), connection },
    ...{ replica: formText(form, 'replica'), pseudonymKeys: formText(form, 'pseudonymKeys') },
  })
  if (!done.ok) return refusalAnswer(done)
  revalidatePath('/desk/systems', 'layout')
  if (form.get('change') === 'yes') return { ok: true, message: t('changed') }
  redirect(`/desk/systems/${key}?connected=1`)
}

export async function inspectAction(_before: InspectAnswer, form: FormData): Promise<InspectAnswer> {
  const actor = await requireStaff()
  const done = await inspectSystem(actor, { key: formText(form, 'key') })
  revalidatePath('/desk/systems', 'layout')
  if (!done.ok) return { ...(await refusalAnswer(done)), problems: [], warnings: [] }
  const t = await getTranslations('admin')
  const { tables, problems, warnings } = done.report
  const agree = problems.length === 0 ? ` ${t('system.noProblems')}` : ''
  return {
    ok: true,
    message: `${t('system.inspected', { count: tables })}${agree}`,
    problems: problems.map((problem) => problemLine(t, problem)),
    warnings: warnings.map((problem) => problemLine(t, problem)),
  }
}
