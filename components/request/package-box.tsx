'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { plainDateInWords } from '@/lib/domain/letters/letter-dates'
import { CodeField } from './code-field'
import { type CodeAction, useCodeProblem } from './code-gate'
import type { DownloadProblem } from './download-problem'

export type PackageView = {
  right: 'access' | 'portability'
  bytes: number
  rows: number
  sha256: string
  expiresOn: string
  state: 'ready' | 'collected' | 'gone'
}

type PackageBoxProps = { found: PackageView; token: string; action: CodeAction; problem?: DownloadProblem }

/** The copy: a fresh code by mail, then one download. A plain form posts the code, so no script stands in the way. */
export function PackageBox({ found, token, action, problem }: PackageBoxProps) {
  const t = useTranslations('public.follow.package')
  const locale = useLocale() === 'fr' ? 'fr' : 'en'
  const size = useSize()
  const date = plainDateInWords(found.expiresOn, locale)
  if (found.state === 'collected') return <p className="max-w-measure">{t('collected')}</p>
  if (found.state === 'gone') return <p className="max-w-measure">{t('gone', { date })}</p>
  return (
    <div className="grid max-w-measure gap-5">
      <p>{t('ready', { rows: found.rows, size: size(found.bytes), date })}</p>
      <p className="text-soft">{t('explain')}</p>
      <Collect {...{ found, token, action, problem }} />
      <p className="text-sm text-soft">
        {t('sha')}: <code className="break-all">{found.sha256}</code>
      </p>
    </div>
  )
}

function Collect({ found, token, action, problem }: PackageBoxProps) {
  const t = useTranslations('public.follow.package')
  const said = useCodeProblem()
  const [state, formAction] = useActionState(action, { asked: problem === 'code-wrong' })
  const feedback = state.sent
    ? { ok: true, message: t('sent') }
    : state.problem
      ? { ok: false, message: said(state) ?? '' }
      : problem
        ? { ok: false, message: t(`problem.${problem}`) }
        : null
  return (
    <>
      <form action={formAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton variant={state.asked ? 'quiet' : 'primary'}>{t('send')}</SubmitButton>
      </form>
      <FormFeedback feedback={feedback} />
      {state.asked && (
        <form method="post" action={`/follow/${token}/package`} className="grid gap-4">
          <input type="hidden" name="right" value={found.right} />
          <CodeField label={t('label')} />
          <div>
            <Button type="submit">{t('download')}</Button>
          </div>
        </form>
      )}
    </>
  )
}

function useSize() {
  const format = useFormatter()
  return (bytes: number) =>
    bytes < 1_000_000
      ? format.number(Math.max(1, Math.round(bytes / 1000)), { style: 'unit', unit: 'kilobyte' })
      : format.number(bytes / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
}
