import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { type SettingKey, setting, settingDefaults } from '../platform/settings'

type Limits = { low: number; high: number }
const limits: Partial<Record<SettingKey, Limits>> = {
  'package-days': { low: 1, high: 30 },
  'unconfirmed-days': { low: 1, high: 30 },
  'backup-days': { low: 1, high: 3650 },
  'rows-at-once': { low: 1, high: 1_000_000_000 },
  'unindexed-rows': { low: 1_000, high: 1_000_000_000 },
}

const isKey = (text: string): text is SettingKey => Object.hasOwn(settingDefaults, text)

/** Each change is evidence, above all the one that lets one person alone approve a deletion. */
export async function changeSetting(
  actor: StaffActor,
  input: { key: string; value: string | number | boolean },
): Promise<Outcome> {
  if (!may(actor, 'changeSettings')) return refuse('not-permitted')
  const { key, value } = input
  if (!isKey(key)) return refuse('unknown-setting')
  if (typeof value !== typeof settingDefaults[key]) return refuse('bad-value')
  const limit = limits[key]
  if (limit && (typeof value !== 'number' || !Number.isInteger(value) || value < limit.low || value > limit.high)) {
    return refuse('bad-value', { ...limit })
  }
  await inTransaction(async (tx) => {
    const from = await setting(tx, key)
    const row = { value, changedBy: actor.userId, changedAt: instantToDate(now()) }
    await tx.setting.upsert({ where: { key }, create: { key, ...row }, update: row })
    await appendEvidence(tx, { actor, event: evidence('setting.changed', { key, from, to: value }) })
  })
  return { ok: true }
}
