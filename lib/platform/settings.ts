// The office's settings with their defaults: said once, here.
import type { Transaction } from './db/client'

export const settingDefaults = {
  /** Who prepares a deletion does not approve it. A one-person office can switch this off, which is recorded. */
  'two-people-for-erasure': true,
  /** Days that a package waits to be collected. */
  'package-days': 30,
  /** Days after which a request whose link was never followed lapses. */
  'unconfirmed-days': 7,
  /** At the end of an erasure the person's addresses are kept, as keyed digests, so that no import brings them back. */
  'suppress-on-erasure': true,
  /** Days until the last backup of a company system is overwritten; erasures stay replayable 30 days longer. */
  'backup-days': 90,
  /** Tables of more rows are not searched unasked where no index helps. */
  'unindexed-rows': 5_000_000,
  /** More rows of one system are not deleted in one transaction, where they can be told apart: the plan says so. */
  'rows-at-once': 5_000_000,
} as const
type Defaults = typeof settingDefaults
export type SettingKey = keyof Defaults
type Widen<T> = T extends boolean ? boolean : T extends number ? number : string
export type SettingValue<K extends SettingKey> = Widen<Defaults[K]>

/** Several in one statement. */
export async function settings<K extends SettingKey>(
  from: Pick<Transaction, 'setting'>,
  keys: readonly K[],
): Promise<{ [One in K]: SettingValue<One> }> {
  const rows = await from.setting.findMany({ where: { key: { in: [...keys] } }, select: { key: true, value: true } })
  const said = (key: K) => rows.find((row) => row.key === key)?.value ?? settingDefaults[key]
  return Object.fromEntries(keys.map((key) => [key, said(key)])) as { [One in K]: SettingValue<One> }
}

export async function setting<K extends SettingKey>(
  from: Pick<Transaction, 'setting'>,
  key: K,
): Promise<SettingValue<K>> {
  const row = await from.setting.findUnique({ where: { key } })
  return (row?.value ?? settingDefaults[key]) as SettingValue<K>
}
