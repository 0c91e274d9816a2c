import type { StaffActor } from '../domain/actor'
import { db } from '../platform/db/client'
import { type SettingKey, type SettingValue, settingDefaults } from '../platform/settings'

export type ShownSetting<K extends SettingKey = SettingKey> = {
  value: SettingValue<K>
  default: SettingValue<K>
  /** Null while nobody changed it. */
  changed: { at: string; by: string | null } | null
}
export type OfficeSettings = { [K in SettingKey]: ShownSetting<K> }

/** Every setting with who changed it last. */
export async function officeSettings(_actor: StaffActor): Promise<OfficeSettings> {
  const keys = Object.keys(settingDefaults) as SettingKey[]
  const rows = await db.setting.findMany({ where: { key: { in: keys } } })
  const ids = rows.flatMap((row) => row.changedBy ?? [])
  const names = await db.staffUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const entries = keys.map((key) => {
    const row = rows.find((one) => one.key === key)
    const by = names.find(({ id }) => id === row?.changedBy)?.name ?? null
    const changed = row ? { at: row.changedAt.toISOString(), by } : null
    return [key, { value: row?.value ?? settingDefaults[key], default: settingDefaults[key], changed }]
  })
  return Object.fromEntries(entries) as OfficeSettings
}
