'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table, Td, Th, Tr } from '@/components/ui/table'

export type ValuesAnswer =
  | null
  | { ok: true; fields: string[]; rows: (string | null)[][]; more: boolean }
  | { ok: false; message: string }

/** The first rows of a dataset, asked for by a colleague: the server records the reading before it reads. */
export function ValuesReader({
  action,
  requestId,
  system,
  dataset,
  field,
  labels,
}: {
  action: (before: ValuesAnswer, form: FormData) => Promise<ValuesAnswer>
  requestId: string
  system: string
  dataset: string
  /** Where a single field is asked for. */
  field?: string
  /** What the fields are called in the data map. */
  labels: Record<string, string>
}) {
  const t = useTranslations('desk.findings')
  const [answer, read] = useActionState(action, null)
  if (answer?.ok)
    return (
      <div className="mt-1 grid gap-1">
        <p className="text-soft text-sm">{t(answer.more ? 'shownMore' : 'shown', { count: answer.rows.length })}</p>
        <Table caption={t('values')} className="text-sm">
          <thead>
            <tr>
              {answer.fields.map((field) => (
                <Th key={field}>{labels[field] ?? field}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.rows.map((row, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key here, and never move
              <Tr key={number}>
                {row.map((value, at) => (
                  <Td key={answer.fields[at]} className="max-w-72">
                    {value === null ? (
                      <span className="text-soft">–</span>
                    ) : (
                      <bdi className="line-clamp-3">{value}</bdi>
                    )}
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
    )
  return (
    <form action={read}>
      {Object.entries({ requestId, system, dataset, ...(field && { field }) }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="link" pendingLabel={t('reading')}>
        {t('show')}
      </SubmitButton>
      <FormFeedback feedback={answer} />
    </form>
  )
}
