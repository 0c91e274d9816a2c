'use server'

import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import { mapLanguage } from '@/components/desk/admin/map-words'
import type { RecordAnswer } from '@/components/desk/plan/find-record'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { becomes, explainFields, type GroupFields, type SystemFields } from '@/lib/domain/plan/explain-fields'
import { findInPlan, placeText } from '@/lib/domain/plan/find-in-plan'
import { deskRequest } from '@/lib/queries/desk-request'
import { rulesNamed } from '@/lib/queries/desk-rules'
import { mapOfVersion } from '@/lib/queries/office'
import { columnsSeen } from '@/lib/queries/plan-columns'
import { findRecord } from '@/lib/workflow/find-record'
import { readForm, refusal } from '../../../act'

const place = z.object({ requestId: z.uuid(), itemId: z.uuid() })

const wanted = place.extend({ text: z.string().trim().min(1).max(100) })
export async function findFieldAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(wanted, form)
  const systems = input && (await fieldsOfPlan(actor, input))
  if (!systems) return refusal('form-broken')
  const found = findInPlan(systems, input.text)
  if (found.length === 0) return { ok: false, message: (await getTranslations('desk.plan.find'))('none') }
  const query = new URLSearchParams([['item', input.itemId], ...found.map((one) => ['find', placeText(one)])])
  redirect(`/desk/requests/${input.requestId}/plan?${query}#fields`)
}

async function fieldsOfPlan(actor: StaffActor, ids: z.output<typeof place>): Promise<SystemFields[] | null> {
  const request = await deskRequest(actor, ids.requestId)
  const plan = request?.items.find(({ id }) => id === ids.itemId)?.plan
  const map = plan && (await mapOfVersion(plan.mapVersion))
  if (!map || plan.document.right !== 'erasure') return null
  return explainFields(plan.document, map, await columnsSeen(actor, map))
}

const one = place.extend({ dataset: z.string().max(100), key: z.string().trim().min(1).max(200) })
export async function findRecordAction(_before: RecordAnswer, form: FormData): Promise<RecordAnswer> {
  const actor = await requireStaff()
  const input = readForm(one, form)
  if (!input) return refused('form-broken')
  const done = await findRecord(actor, input)
  if (!done.ok) return refused(done.reason, done.detail)
  const systems = (await fieldsOfPlan(actor, input)) ?? []
  const dataset = systems.flatMap((system) => system.datasets).find(({ dataset: key }) => key === input.dataset)
  const groups = done.groups.flatMap((number) => dataset?.groups[number - 1] ?? [])
  const page = `/desk/requests/${input.requestId}/plan?item=${input.itemId}&find=${input.dataset}`
  const t = await getTranslations('desk.plan.find')
  return {
    ok: true,
    lines: groups.map((group) => ({ href: `${page}#g-${group.id}`, text: t(`becomes.${becomes(group)}`) })),
    reasons: await ruleNames(groups),
    until: done.until,
  }
}

const refused = async (reason: string, detail?: Record<string, string | number>): Promise<RecordAnswer> => ({
  ok: false,
  message: (await refusal(reason, detail))?.message ?? '',
})

async function ruleNames(groups: GroupFields[]): Promise<string[]> {
  const named = groups.flatMap(({ reasons }) =>
    reasons.flatMap((reason) => (reason.why === 'rule' ? [{ key: reason.rule, version: reason.ruleVersion }] : [])),
  )
  const language = mapLanguage(await getLocale())
  return (await rulesNamed(named)).map(({ name, law }) => `${name[language]} (${law.reference})`)
}
