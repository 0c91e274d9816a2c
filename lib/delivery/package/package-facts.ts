// What a package says beside the person's rows: Art. 15(1)(a) to (h) and (2), from the data map and the approved plan.
import {
  type DataMap,
  type FieldCategory,
  fieldCategories,
  type LegalBasis,
  type MapController,
  type MapDataset,
  type Text,
} from '../../domain/data-map/types'
import type { LetterLocale } from '../../domain/letters/letter'
import type { AccessPlan } from '../../domain/plan/types'
import type { SupervisoryAuthority } from '../../domain/supervisory-authorities'

export type PackageField = { name: string; label: string; category: FieldCategory }
export type LeftOut = { name: string; reason: string }

export type PackageDataset = {
  key: string
  system: string
  label: string
  /** Name of the file under csv/. */
  file: string
  purposes: string[]
  legalBasis: LegalBasis
  recipients: string[]
  retention: string
  source: string | null
  /** What is handed over, by kind of data and name. */
  fields: PackageField[]
  /** Fields that are not handed over, each with its reason; never a value (Art. 15(4)). */
  leftOut: LeftOut[]
  /** Rows counted when the plan was made. */
  plannedRows: number
}

/** What a colleague found where no connector reaches. */
export type PackageByHand = {
  system: string
  records: number
  /** The colleague's words. */
  note: string | null
  /** Name in the archive, and the SHA-256 of its bytes. */
  file: string | null
  sha256: string | null
  /** ISO instant. */
  answeredAt: string
  holdings: Pick<PackageDataset, 'label' | 'purposes' | 'legalBasis' | 'recipients' | 'retention' | 'source'>[]
}

export type PackageFacts = {
  locale: LetterLocale
  reference: string
  /** ISO date of arrival. */
  receivedOn: string
  /** ISO instant and the person's calendar day of it. */
  builtAt: string
  builtOn: string
  controller: Pick<MapController, 'name' | 'address' | 'dpo'>
  authority: Pick<SupervisoryAuthority, 'name' | 'web' | 'complaintUrl'> | null
  byHand: PackageByHand[]
  datasets: PackageDataset[]
  /** Whole datasets left out by a person's decision. */
  leftOut: LeftOut[]
  /** Data held for others, who answer themselves (Art. 28). */
  forwarded: { label: string; controller: string; rows: number }[]
}

type Frame = Omit<PackageFacts, 'datasets' | 'leftOut' | 'forwarded'>

/** Exactly the plan's datasets; a dataset or field that the plan leaves out cannot come back here. */
export function packageFacts(frame: Frame, plan: AccessPlan, map: DataMap): PackageFacts {
  const { locale } = frame
  const names = new Set<string>()
  const label = (key: string) => map.datasets.find((dataset) => dataset.key === key)?.label[locale] ?? key
  return {
    ...frame,
    datasets: plan.datasets.map((planned) => {
      const dataset = map.datasets.find(({ key }) => key === planned.dataset)
      if (!dataset || dataset.role === 'processor')
        throw new Error(`the plan names a dataset that is not to be handed over: ${planned.dataset}`)
      return describe(dataset, planned, plan.excluded, locale, `${fileStem(dataset.key, names)}.csv`)
    }),
    leftOut: plan.excluded
      .filter(({ field }) => field === null)
      .map(({ dataset, reason }) => ({ name: label(dataset), reason })),
    forwarded: plan.forwarded.map(({ dataset, controller, rows }) => ({
      label: label(dataset),
      controller: map.controllers.find(({ key }) => key === controller)?.name ?? controller,
      rows,
    })),
  }
}

function describe(
  dataset: MapDataset,
  planned: AccessPlan['datasets'][number],
  excluded: AccessPlan['excluded'],
  locale: LetterLocale,
  file: string,
): PackageDataset {
  const say = (text: Text) => text[locale]
  const hidden = new Set(planned.withheldFields)
  // The map is kept as jsonb, which forgets the order of keys.
  const entries = Object.entries(dataset.fields).sort(([a, one], [b, other]) => {
    const rank = fieldCategories.indexOf(one.category) - fieldCategories.indexOf(other.category)
    return rank || (a < b ? -1 : 1)
  })
  const labelOf = (name: string) => dataset.fields[name]?.label?.[locale] ?? name
  const reasonOf = (name: string) =>
    excluded.find((entry) => entry.dataset === dataset.key && entry.field === name)?.reason ??
    dataset.fields[name]?.withheld?.[locale] ??
    ''
  return {
    key: dataset.key,
    system: dataset.system,
    label: say(dataset.label),
    file,
    purposes: dataset.purposes.map(say),
    legalBasis: dataset.legalBasis,
    recipients: dataset.recipients,
    retention: say(dataset.retention),
    source: dataset.source ? say(dataset.source) : null,
    fields: entries
      // Withheld by the map holds even where an older plan does not name it.
      .filter(([name, field]) => !hidden.has(name) && !field.withheld)
      .map(([name, field]) => ({ name, label: labelOf(name), category: field.category })),
    leftOut: entries
      .filter(([name, field]) => hidden.has(name) || field.withheld)
      .map(([name]) => ({ name: labelOf(name), reason: reasonOf(name) })),
    plannedRows: planned.rows,
  }
}

/** A key becomes a name that no archiver can take for a path (zip slip), unlike any other. */
export function fileStem(key: string, taken: Set<string>): string {
  const plain =
    key
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .slice(0, 60) || 'data'
  let name = plain
  for (let n = 2; taken.has(name); n += 1) name = `${plain}-${n}`
  taken.add(name)
  return name
}
