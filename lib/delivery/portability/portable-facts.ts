// What a portable package says of itself: whose data, from whom, in which forms, and what each field is.
import type { Catalogue } from '../../domain/catalogue'
import type {
  DataMap,
  FieldCategory,
  FieldOrigin,
  LegalBasis,
  MapController,
  MapDataset,
} from '../../domain/data-map/types'
import type { LetterLocale } from '../../domain/letters/letter'
import type { NotPortable, PortabilityPlan } from '../../domain/plan/portability-plan'
import { fileStem } from '../package/package-facts'
import { type PortableType, portableType } from './portable-type'

export const portableForms = ['json', 'csv', 'xml'] as const
export type PortableForm = (typeof portableForms)[number]

/** A type and a property of schema.org, as addresses. */
export type Vocabulary = { type: string; property: string }

export type PortableField = {
  name: string
  label: string
  category: FieldCategory
  type: PortableType
  nullable: boolean
  /** As the company's database calls it. */
  sourceType: string
  origin: FieldOrigin
  legalBasis: LegalBasis
  vocabulary: Vocabulary | null
}

export type PortableDataset = {
  key: string
  system: string
  label: string
  controller: { key: string; name: string; country: string }
  /** Of its files, without folder and ending. */
  stem: string
  fields: PortableField[]
  plannedRows: number
}

export type LeftLine = { dataset: string; field: string | null; why: NotPortable; reason: string | null }

export type PortableFrame = {
  locale: LetterLocale
  /** Null in a batch, where no request stands behind the package. */
  reference: string | null
  /** ISO instant. */
  builtAt: string
  /** Who hands over. */
  source: Pick<MapController, 'name' | 'country' | 'dpo'>
  /** In which forms the rows are written; JSON where nothing is asked. */
  forms: readonly PortableForm[]
}

export type PortableFacts = PortableFrame & {
  datasets: PortableDataset[]
  /** For the person alone: another controller learns nothing of what stays. */
  left: LeftLine[]
}

/** Reasons of the plan opened beforehand (lib/domain/plan/left-out.ts). Exactly what the plan lets leave, field by field. */
export function portableFacts(
  frame: PortableFrame,
  plan: PortabilityPlan,
  map: DataMap,
  catalogues: Readonly<Record<string, Catalogue>>,
): PortableFacts {
  const { locale } = frame
  const stems = new Set<string>()
  const asked = portableForms.filter((form) => frame.forms.includes(form))
  return {
    ...frame,
    forms: asked.length > 0 ? asked : ['json'],
    datasets: plan.datasets.map((planned) => {
      const dataset = datasetOf(map, planned.dataset)
      const controller = map.controllers.find(({ key }) => key === dataset.controller)
      if (!controller) throw new Error(`a dataset of a controller outside the map: ${dataset.key}`)
      if (dataset.role === 'processor' && plan.destination.to === 'person')
        throw new Error(`a client's dataset is not handed to the person: ${dataset.key}`)
      return {
        ...{ key: dataset.key, system: dataset.system, label: dataset.label[locale] },
        controller: { key: controller.key, name: controller.name, country: controller.country },
        stem: fileStem(dataset.key, stems),
        fields: planned.fields.map((name) => describe(dataset, name, catalogues[dataset.system], locale)),
        plannedRows: planned.rows,
      }
    }),
    left: plan.destination.to === 'person' ? plan.left.map((line) => leftLine(line, map, locale)) : [],
  }
}

function datasetOf(map: DataMap, key: string): MapDataset {
  const dataset = map.datasets.find((one) => one.key === key)
  if (!dataset) throw new Error(`the plan names a dataset outside the map: ${key}`)
  return dataset
}

function describe(
  dataset: MapDataset,
  name: string,
  catalogue: Catalogue | undefined,
  locale: LetterLocale,
): PortableField {
  const field = dataset.fields[name]
  const table = catalogue?.tables.find((one) => one.name === dataset.table)
  const column = table?.columns.find((one) => one.name === name)
  if (!field || field.withheld || !field.origin) throw new Error(`a field that is not portable: ${dataset.key}.${name}`)
  if (!catalogue || !table || !column) throw new Error(`a column that the system does not have: ${dataset.key}.${name}`)
  return {
    ...{ name, label: field.label?.[locale] ?? name, category: field.category },
    type: portableType(column, table, catalogue.engine),
    ...{ nullable: column.nullable, sourceType: column.type },
    ...{ origin: field.origin, legalBasis: field.legalBasis ?? dataset.legalBasis },
    vocabulary: field.vocabulary ? vocabularyOf(field.vocabulary) : null,
  }
}

/** `schema:Person.givenName` */
function vocabularyOf(word: string): Vocabulary {
  const [type = '', property = ''] = word.replace(/^schema:/, '').split('.')
  return { type: `https://schema.org/${type}`, property: `https://schema.org/${property}` }
}

function leftLine(
  { dataset, field, why, reason }: PortabilityPlan['left'][number],
  map: DataMap,
  locale: LetterLocale,
) {
  const place = map.datasets.find(({ key }) => key === dataset)
  const known = field === null ? undefined : place?.fields[field]
  const said = why === 'withheld' ? known?.withheld?.[locale] : reason
  return {
    dataset: place?.label[locale] ?? dataset,
    field: field === null ? null : (known?.label?.[locale] ?? field),
    ...{ why, reason: said ?? null },
  }
}
