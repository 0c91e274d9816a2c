// The portable package (Art. 20): the person's rows as JSON, CSV and XML with what describes them, encrypted and stored as
// every package is; in constant memory, and nothing left behind on failure.
import type { Place } from '../../platform/crypto/place'
import type { NamedKey } from '../../platform/crypto/sealed-text'
import { type Spooled, type SpoolOrder, spoolSystems } from '../package/spool-systems'
import { storeArchive, type WrittenPackage } from '../package/store-archive'
import type { ArchiveFile } from '../package/zip'
import { dictionaryCsv, dictionaryJson } from './dictionary'
import { manifestJson, rowsFile } from './manifest-file'
import type { PortableDataset, PortableFacts, PortableForm } from './portable-facts'
import { readMe } from './read-me'
import { schemaJson } from './schema-file'
import { endForms, type FormSpool, spoolForms } from './spool-forms'

/** `inSystem`, `clock`: as for every package; a `read` answers rows as objects of the dataset's fields. */
export type PortableOrder = Omit<SpoolOrder<PortableDataset>, 'datasets'> & {
  facts: PortableFacts
  key: NamedKey
  place: Place
}

/** @throws what reading or writing throws */
export async function writePortablePackage(order: PortableOrder): Promise<WrittenPackage> {
  const { facts, inSystem, clock, key, place } = order
  const spooled: Spooled<PortableDataset, FormSpool>[] = []
  try {
    await spoolSystems(
      { datasets: facts.datasets, inSystem, clock },
      (rows, dataset, allowance) => spoolForms(rows, dataset, facts.forms, allowance),
      spooled,
    )
    const files: ArchiveFile[] = [
      text('index.html', () => readMe(facts, spooled)),
      ...facts.forms.flatMap((form) => spooled.flatMap((one) => rowsIn(one, form))),
      text('dictionary.csv', () => dictionaryCsv(facts)),
      text('dictionary.json', () => dictionaryJson(facts)),
      text('schema.json', () => schemaJson(facts)),
    ]
    const manifest = manifestJson.bind(null, facts, spooled)
    const stored = await storeArchive({ files, manifest, builtAt: facts.builtAt, key, place })
    return { ...stored, rows: spooled.reduce((sum, { spool }) => sum + spool.rows, 0) }
  } finally {
    for (const one of spooled) if (one) await endForms(one.spool)
  }
}

const text = (name: string, content: () => string): ArchiveFile => ({
  name,
  async *content() {
    yield content()
  },
})

function rowsIn({ dataset, spool }: Spooled<PortableDataset, FormSpool>, form: PortableForm): ArchiveFile[] {
  const packed = spool.texts[form]
  return packed ? [{ name: rowsFile(dataset, form), packed }] : []
}
