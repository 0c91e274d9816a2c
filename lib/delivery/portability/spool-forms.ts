// Each row is written in every form as it is read, and the files are kept until their turn in the archive comes.
import { DeflatedText } from '../package/deflated-text'
import type { Allowance } from '../package/spooled-text'
import type { PortableDataset, PortableForm } from './portable-facts'
import { csvHead, portableForms } from './portable-forms'
import { xmlEnd, xmlTop } from './xml'

export type FormSpool = { rows: number; texts: Partial<Record<PortableForm, DeflatedText>> }

/** Characters of rows that wait to be passed on together. */
const TEXT_A_TIME = 16 * 1024

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
  const { add, take } = portableForms(dataset.fields, forms)
  let begun = false
  const pass = async () => {
    const texts = take()
    for (const form of forms) {
      const between = form !== 'json' || texts.json === '' ? '' : begun ? ',\n' : '\n'
      await spool.texts[form]?.add(between + texts[form])
    }
    begun = true
  }
  try {
    for (const form of forms) await spool.texts[form]?.add(around[form](dataset)[0])
    for await (const row of source) {
      const waiting = add(row)
      spool.rows += 1
      if (waiting >= TEXT_A_TIME) await pass()
    }
    await pass()
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
