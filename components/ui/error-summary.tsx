'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

export type FieldProblem = { fieldId: string; message: string }

/**
 * All that is wrong with a form, first on the page, with links to the fields. Takes focus when it appears and when the
 * list changes, so that nobody looks for what happened.
 */
export function ErrorSummary({ problems, title }: { problems: FieldProblem[]; title?: string }) {
  const t = useTranslations('common.ui')
  const box = useRef<HTMLDivElement>(null)
  const list = problems.map((problem) => problem.fieldId + problem.message).join('|')
  useEffect(() => {
    if (list) box.current?.focus()
  }, [list])
  if (problems.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="border-2 border-ink bg-sheet p-4 sm:p-5">
      <h2 className="text-lg">{title ?? t('errorSummary', { count: problems.length })}</h2>
      <ul className="mt-2 grid gap-1">
        {problems.map((problem) => (
          <li key={problem.fieldId + problem.message}>
            <a
              href={`#${problem.fieldId}`}
              className="prose-link font-medium"
              onClick={(event) => {
                const field = document.getElementById(problem.fieldId)
                if (!field) return
                event.preventDefault()
                field.scrollIntoView({ block: 'center' })
                field.focus({ preventScroll: true })
              }}
            >
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
