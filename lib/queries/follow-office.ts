// What the public pages say about the office: who answers for the data, how to reach its DPO, what to recognise people
// by, what they may have corrected.
import type { DataMap, MapDatum, Text } from '../domain/data-map/types'
import { db } from '../platform/db/client'

export type Office = {
  controller: string
  dpo: { email: string; name?: string; address?: string }
  timeZone: string
  identifiers: { key: string; label: Text; hint?: Text }[]
  /** What a person may have corrected, field by field. */
  data: MapDatum[]
}

let known: { version: number; office: Office } | undefined

/** Null before a data map was imported: nothing can be promised then. Read again only when the map changed. */
export async function followOffice(): Promise<Office | null> {
  const newest = await db.dataMapVersion.findFirst({ orderBy: { version: 'desc' }, select: { version: true } })
  if (!newest) return null
  if (known?.version === newest.version) return known.office
  const { document } = await db.dataMapVersion.findUniqueOrThrow({ where: { version: newest.version } })
  const office = officeOf(document as DataMap)
  known = { version: newest.version, office }
  return office
}

function officeOf(map: DataMap): Office {
  const own = map.controllers.find(({ key }) => key === map.organisation.defaultController) ?? map.controllers[0]
  if (!own) throw new Error('the data map names no controller')
  const asked = map.identifiers.filter((identifier) => identifier.asked && identifier.normalise !== 'email')
  return {
    controller: own.name,
    dpo: own.dpo,
    timeZone: own.timeZone,
    identifiers: asked.map(({ key, label, hint }) => (hint ? { key, label, hint } : { key, label })),
    data: map.data ?? [],
  }
}
