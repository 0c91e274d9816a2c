'use client'

import { type ReactNode, useActionState, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField, TextField } from '@/components/ui/text-field'

export type MapMistakeLine = { line: number; column: number; path: string; message: string; instead: string }
export type MapAnswer = {
  ok: boolean
  message: string
  mistakes: MapMistakeLine[]
  /** Where the map, right in itself, does not fit the systems. */
  findings: { title: string; lines: string[] }[]
  conflict: { compare: string | null } | null
  /** Sent back, so that nothing is lost where no script keeps it in the page. */
  typed: { yaml: string; note: string }
} | null

/** `line` is the word for a line, with `#` where its number goes. */
type Words = Record<
  'text' | 'textHint' | 'note' | 'noteHint' | 'check' | 'save' | 'saving' | 'line' | 'compare',
  string
>

/** The map as one text. Mistakes lead to their line; what was typed stays, whatever the answer. */
export function MapEditor({
  action,
  yaml,
  basedOn,
  words,
}: {
  action: (before: MapAnswer, form: FormData) => Promise<MapAnswer>
  yaml: string
  basedOn: number
  words: Words
}) {
  const [answer, submit] = useActionState(action, null)
  const text = useRef<HTMLTextAreaElement>(null)
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="grid gap-5">
      <input type="hidden" name="basedOn" value={basedOn} />
      <Answer answer={answer} words={words} goTo={(line) => text.current && showLine(text.current, line)} />
      <TextAreaField
        ref={text}
        name="yaml"
        label={words.text}
        hint={words.textHint}
        defaultValue={answer?.typed.yaml ?? yaml}
        required
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        className="field-sizing-fixed h-[34rem] max-h-[75dvh] overflow-auto whitespace-pre font-mono text-sm leading-5"
      />
      <TextField
        name="note"
        label={words.note}
        hint={words.noteHint}
        optional
        defaultValue={answer?.typed.note}
        maxLength={500}
        autoComplete="off"
        fieldClassName="max-w-measure"
      />
      <div className="flex flex-wrap gap-3">
        {/* First in the form, so that Enter in the note checks and does not save. */}
        <Button type="submit" variant="quiet" name="intent" value="check">
          {words.check}
        </Button>
        <SubmitButton name="intent" value="save" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
      </div>
    </form>
  )
}

function Answer({ answer, words, goTo }: { answer: MapAnswer; words: Words; goTo: (line: number) => void }) {
  return (
    <div className="grid gap-2">
      <FormFeedback feedback={answer} />
      {answer?.conflict?.compare && (
        <p>
          <a href={answer.conflict.compare} target="_blank" rel="noreferrer" className="prose-link">
            {words.compare}
          </a>
        </p>
      )}
      {answer && answer.mistakes.length > 0 && (
        <ol lang="en" className="grid max-h-80 gap-2 overflow-y-auto border-ink border-l-4 pl-4">
          {answer.mistakes.map((mistake) => (
            <Mistake
              key={`${mistake.line} ${mistake.column} ${mistake.message}`}
              mistake={mistake}
              word={words.line.replace('#', String(mistake.line))}
              goTo={goTo}
            />
          ))}
        </ol>
      )}
      {answer?.findings.map((list) => (
        <Findings key={list.title} {...list} />
      ))}
    </div>
  )
}

type MistakeProps = { mistake: MapMistakeLine; word: ReactNode; goTo: (line: number) => void }

function Mistake({ mistake, word, goTo }: MistakeProps) {
  return (
    <li className="wrap-anywhere">
      <Button variant="link" className="mr-2 min-h-0!" onClick={() => goTo(mistake.line)}>
        {word}
      </Button>
      {mistake.path && <code className="mr-2 text-soft">{mistake.path}</code>}
      {mistake.message} <span className="font-medium">{mistake.instead}</span>
    </li>
  )
}

function Findings({ title, lines }: { title: string; lines: string[] }) {
  return (
    <Disclosure summary={title} className="border-amber border-l-4 pl-2">
      <ul lang="en" className="grid max-h-80 gap-1 overflow-y-auto">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/** Marks a line of the text and scrolls it to a third of the box's height. */
function showLine(box: HTMLTextAreaElement, line: number) {
  const lines = box.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  box.focus({ preventScroll: true })
  box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  box.scrollTop = (line - 1) * Number.parseFloat(getComputedStyle(box).lineHeight) - box.clientHeight / 3
  box.scrollLeft = 0
  box.scrollIntoView({ block: 'nearest' })
}
