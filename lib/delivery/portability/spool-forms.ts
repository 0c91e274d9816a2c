// Each row is written in every form as it is read, and the files are kept until their turn in the archive comes.
import { DeflatedText } from '../package/deflated-text'
import type { Allowance } from '../package/spooled-text'
import type { PortableDataset, PortableForm } from './portable-facts'
import { csvHead, portableForms } from './portable-forms'
import { xmlEnd, xmlTop } from './xml'

export type FormSpool = { rows: number; texts: Partial<Record<PortableForm, DeflatedText>> }

const ROWS_A_CHUNK = 200

const around: Record<PortableForm, (dataset: PortableDataset) => [top: string, end: string]> = {
  json: () => ['[', '\n]\n'],
  csv: ({ fields }) => [csvHead(fields), ''],
  xml: ({ key }) => [xmlTop(key), xmlEnd],
}

/** @throws whatever `source` or the store throws; nothing is left behind then. */
export async function spoolForms(
  source: AsyncIterable<Record<string, unknown>>,
  dataset: PortableDataset,
  forms: readonly PortableForm[],
  allowance: Allowance,
): Promise<FormSpool> {
  const spool: FormSpool = { rows: 0, texts: {} }
  for (const form of forms) spool.texts[form] = new DeflatedText(allowance)
  const write = portableForms(dataset.fields, forms)
  const add = async (rows: Record<string, unknown>[]) => {
    const texts = write(rows)
    for (const form of forms) {
      const between = form !== 'json' || rows.length === 0 ? '' : spool.rows > 0 ? ',\n' : '\n'
      await spool.texts[form]?.add(between + texts[form])
    }
    spool.rows += rows.length
  }
  try {
    for (const form of forms) await spool.texts[form]?.add(around[form](dataset)[0])
    let rows: Record<string, unknown>[] = []
    for await (const row of source) {
      if (rows.push(row) < ROWS_A_CHUNK) continue
      await add(rows)
      rows = []
    }
    if (rows.length > 0) await add(rows)
    for (const form of forms) {
      await spool.texts[form]?.add(around[form](dataset)[1])
      await spool.texts[form]?.finish()
    }
    return spool
  } catch (error) {
    await endForms(spool)
    throw error
  }
}

export async function endForms({ texts }: FormSpool): Promise<void> {
  for (const text of Object.values(texts)) await text.discard()
}
