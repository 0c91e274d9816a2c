import { describe, expect, it, test } from 'vitest'
import { chaserDue, type SeenTask, type TaskAnswer, taskDueOn, whyNotAnswered } from './task'

const answer = (more: Partial<TaskAnswer>): TaskAnswer => ({
  result: 'done',
  note: '',
  records: null,
  file: false,
  ...more,
})
const find: SeenTask = { kind: 'find', status: 'open', right: 'erasure' }
const copy: SeenTask = { ...find, right: 'access' }
const erase: SeenTask = { kind: 'erase', status: 'open', right: 'erasure' }
const rectify: SeenTask = { kind: 'rectify', status: 'open', right: 'rectification' }

describe('whyNotAnswered', () => {
  it.each([
    ['nothing found needs no words', find, answer({ result: 'nothing' }), false, null],
    ['something found needs its number', find, answer({ note: 'two folders' }), false, 'records-missing'],
    ['none found is not something', find, answer({ records: 0 }), false, 'records-missing'],
    ['for a deletion the number is enough', find, answer({ records: 2 }), false, null],
    ['for a copy the number is not enough', copy, answer({ records: 2 }), false, 'copy-missing'],
    ['words are a copy', copy, answer({ records: 2, note: 'Born in 1970' }), false, null],
    ['a file is a copy', copy, answer({ records: 2, file: true }), false, null],
    ['an erasure without proof', erase, answer({ records: 2 }), false, 'proof-missing'],
    ['an erasure with words', erase, answer({ records: 2, note: 'shredded' }), false, null],
    ['impossible without a reason', erase, answer({ result: 'impossible' }), false, 'note-missing'],
    ['a colleague does not decide to keep', erase, answer({ result: 'kept', note: 'law' }), false, 'not-permitted'],
    ['the DPO does', erase, answer({ result: 'kept', note: 'law' }), true, null],
    ['a search cannot be kept', find, answer({ result: 'kept', note: 'law' }), true, 'bad-value'],
    ['answered already', { ...find, status: 'done' }, answer({ result: 'nothing' }), true, 'wrong-status'],
    [
      'impossible waits for the DPO',
      { ...find, status: 'impossible' },
      answer({ result: 'nothing' }),
      false,
      'wrong-status',
    ],
    ['who settles it', { ...find, status: 'impossible' }, answer({ result: 'nothing' }), true, null],
    ['a correction needs its words', rectify, answer({}), true, 'note-missing'],
    ['a correction done', rectify, answer({ note: 'put right' }), false, null],
    [
      'an impossible correction is refused, not redone',
      { ...rectify, status: 'impossible' },
      answer({ note: 'x' }),
      true,
      'wrong-status',
    ],
  ] as [string, SeenTask, TaskAnswer, boolean, string | null][])('%s', (_, task, given, decides, reason) => {
    expect(whyNotAnswered(task, given, decides)).toBe(reason)
  })
})

test('a task is due before the person’s answer is, and never before today', () => {
  expect(taskDueOn('2026-03-01', 10, '2026-03-31')).toBe('2026-03-11')
  expect(taskDueOn('2026-03-25', 10, '2026-03-31')).toBe('2026-03-31')
  expect(taskDueOn('2026-04-05', 10, '2026-03-31')).toBe('2026-04-05')
})

test('reminders come the day after, then every four days, and the third tells the DPO', () => {
  const dueOn = '2026-03-10'
  const days: [string, number, boolean][] = []
  let chasers = 0
  for (let day = Temporal.PlainDate.from('2026-03-09'); days.length < 4; day = day.add({ days: 1 })) {
    const due = chaserDue({ dueOn, chasers }, day.toString())
    if (!due) continue
    days.push([day.toString(), due.chaser, due.escalated])
    chasers = due.chaser
  }
  expect(days).toEqual([
    ['2026-03-11', 1, false],
    ['2026-03-15', 2, false],
    ['2026-03-19', 3, true],
    ['2026-03-23', 4, true],
  ])
})
