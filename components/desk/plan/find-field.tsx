'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { DeskAction } from '@/components/desk/action-form'
import { FormFeedback } from '@/components/ui/form-feedback'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'

/** Posts: what is typed may be a person's, so only names that stand in the plan go into the address. */
export function FindField({
  action,
  itemId,
  requestId,
  names,
}: {
  action: DeskAction
  itemId: string
  requestId: string
  names: string[]
}) {
  const t = useTranslations('desk.plan.find')
  const [answer, find] = useActionState(action, null)
  return (
    <search>
      <form action={find} className="grid content-start gap-1">
        <label htmlFor="find-field" className="font-medium">
          {t('field')}
        </label>
        <p id="find-field-hint" className="text-sm text-soft">
          {t('fieldHint')}
        </p>
        <input type="hidden" name="itemId" value={itemId} />
        <input type="hidden" name="requestId" value={requestId} />
        <div className="flex gap-2">
          <Input
            id="find-field"
            name="text"
            list="find-names"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            required
            aria-describedby="find-field-hint"
            className="min-w-0 flex-1"
          />
          <SubmitButton variant="quiet">
            <Search aria-hidden />
            {t('submit')}
          </SubmitButton>
        </div>
        <datalist id="find-names">
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <FormFeedback feedback={answer} />
      </form>
    </search>
  )
}
