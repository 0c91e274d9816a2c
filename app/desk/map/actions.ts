'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { MapAnswer } from '@/components/desk/admin/map-editor'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { changeFields, type FieldAnswer, missingReplacements } from '@/lib/domain/data-map/change-fields'
import { checkMap } from '@/lib/domain/data-map/check'
import { explainMapFinding } from '@/lib/domain/data-map/check-explained'
import { mapAt, newestVersion } from '@/lib/queries/map-versions'
import { knownSystems } from '@/lib/queries/systems'
import { parseDataMap, renderDataMap } from '@/lib/schemas/data-map'
import { importMap } from '@/lib/workflow/import-map'
import { formText, refusalAnswer } from '../refusal-answer'

const LONGEST_NOTE = 500
const nothing = { mistakes: [], findings: [], conflict: null }

type Verdict = Omit<NonNullable<MapAnswer>, 'typed'>

/** `intent=check` tells what is wrong and saves nothing. */
export async function saveMapAction(_before: MapAnswer, form: FormData): Promise<MapAnswer> {
  const verdict = await saveMap(form)
  return { ...verdict, typed: { yaml: formText(form, 'yaml'), note: formText(form, 'note') } }
}

async function saveMap(form: FormData): Promise<Verdict> {
  const actor = await requireStaff('editMap')
  const t = await getTranslations('admin.edit')
  const [yaml, note, basedOn] = [formText(form, 'yaml'), formText(form, 'note'), Number(formText(form, 'basedOn'))]
  if (note.length > LONGEST_NOTE) return { ok: false, message: t('noteTooLong'), ...nothing }
  if (form.get('intent') === 'check') return checkOnly(actor, yaml)
  const done = await importMap(actor, { yaml, note, basedOn })
  if (done.ok) {
    revalidatePath('/desk', 'layout')
    redirect(`/desk/map?${done.changed ? 'saved' : 'same'}=${done.version}`)
  }
  if ('mistakes' in done) return withMistakes(done.mistakes)
  if (done.reason !== 'conflict') return { ...(await refusalAnswer(done)), ...nothing }
  const newest = (await newestVersion(actor))?.version ?? 0
  const conflict = { compare: basedOn > 0 ? `/desk/map/compare?from=${basedOn}&to=${newest}` : null }
  return { ok: false, message: t('conflict', { version: newest }), ...nothing, conflict }
}

async function withMistakes(mistakes: Verdict['mistakes']): Promise<Verdict> {
  const t = await getTranslations('admin.edit')
  return { ok: false, message: t('mistakes', { count: mistakes.length }), ...nothing, mistakes }
}

async function checkOnly(actor: StaffActor, yaml: string): Promise<Verdict> {
  const read = parseDataMap(yaml)
  if (!read.ok) return withMistakes(read.mistakes)
  const known = (await knownSystems(actor)).map(({ key, catalogue }) => [key, catalogue] as const)
  const [t, said] = await Promise.all([getTranslations('admin.edit'), getTranslations('admin.map')])
  const findings = checkMap(read.map, Object.fromEntries(known))
  const lists = (['blocks', 'warns'] as const).flatMap((severity) => {
    const lines = findings.filter((finding) => finding.severity === severity).map(explainMapFinding)
    const title = said(severity, { count: lines.length })
    return lines.length > 0 ? [{ title, lines: lines.map((line) => `${line.message} ${line.instead}`) }] : []
  })
  return { ok: true, message: t('right'), ...nothing, findings: lists }
}

/** The form of one dataset's fields; everything else of the map stays. */
export async function changeFieldsAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff('editMap')
  const t = await getTranslations('admin.fields')
  const [key, note, basedOn] = [formText(form, 'dataset'), formText(form, 'note'), Number(formText(form, 'basedOn'))]
  const base = Number.isSafeInteger(basedOn) ? await mapAt(actor, basedOn) : null
  const dataset = base?.map.datasets.find((one) => one.key === key)
  if (!base || !dataset) return refusalAnswer({ ok: false, reason: 'not-found' })
  const answers = Object.fromEntries(Object.keys(dataset.fields).map((name) => [name, answerFor(form, name)]))
  const [missing] = missingReplacements(answers)
  if (missing !== undefined) return { ok: false, message: t('replacementMissing', { field: missing }) }
  const yaml = renderDataMap(changeFields(base.map, key, answers))
  const done = await importMap(actor, { yaml, note: note.slice(0, LONGEST_NOTE), basedOn })
  if (done.ok && !done.changed) return { ok: true, message: t('unchanged') }
  if (done.ok) {
    revalidatePath('/desk', 'layout')
    redirect(`/desk/map?saved=${done.version}`)
  }
  if (!('mistakes' in done)) return refusalAnswer(done)
  return { ok: false, message: done.mistakes.map(({ message, instead }) => `${message} ${instead}`).join(' ') }
}

const answerFor = (form: FormData, field: string): FieldAnswer => ({
  category: formText(form, `category ${field}`),
  fate: formText(form, `fate ${field}`),
  replacement: formText(form, `replacement ${field}`),
})
