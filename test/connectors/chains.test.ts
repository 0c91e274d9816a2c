// Rows of one table that point at each other: what stays at the end of a chain keeps all of it, and the plan says so
// beforehand instead of the server in the middle of an erasure.
import { describe, expect, it } from 'vitest'
import { all, french, group, held, released } from '@/lib/connectors/postgresql/fixture-order'
import type { DatasetFinding } from '@/lib/domain/findings'
import type { PlanGroup } from '@/lib/domain/plan/types'
import { engines } from './engines'
import { expectErased, linked, opened, person } from './opened-case'

const found = (datasets: readonly DatasetFinding[], key: string) => {
  const dataset = datasets.find((one) => one.dataset === key)
  if (!dataset) throw new Error(key)
  return dataset
}

/** As the planner groups rows that no rule holds. */
function byReference(datasets: readonly DatasetFinding[], key: string): PlanGroup[] {
  const dataset = found(datasets, key)
  return [true, false].map((referenced) => {
    const strata = dataset.strata.filter(({ referencedBy }) => referenced === referencedBy.length > 0)
    const made = group([{ ...dataset, strata }], key, referenced ? 'clear' : 'delete', all)
    return { ...made, where: { ...all, referenced } }
  })
}

describe.each(engines)('$name: chains', (engine) => {
  it('an old invoice stays while a credit note that corrects it, or corrects its correction, is held', async () => {
    const shop = await opened(
      engine,
      `create table {s}.invoice (id integer primary key, owner integer, corrects integer, day date, foreign key (corrects) references {s}.invoice (id));
       insert into {s}.invoice values (1, 1, null, '2010-01-01'), (2, 1, 1, '2012-01-01'), (3, 1, 2, '2025-01-01'),
         (4, 1, null, '2011-01-01'), (5, 1, 4, '2012-01-01'), (6, 1, null, '2013-01-01'), (7, 2, 6, '2025-01-01'), (8, 2, null, '2011-01-01');`,
      (at) => [
        person(at),
        linked(at, 'invoice', ['id', 'owner', 'corrects', 'day'], {
          document: { type: 'invoice', jurisdiction: { country: 'FR' }, date: 'day' },
        }),
      ],
      [],
    )
    const { datasets } = await shop.system.discover(shop.map, shop.order.person)
    const invoice = found(datasets, 'invoice')
    const table = shop.database.table('s', 'invoice')
    const facts = invoice.strata.map((s) => [s.documents.map(({ date }) => date).join(' '), s.referencedBy, s.count])
    expect(facts.sort()).toEqual([
      ['2010-01-01 2025-01-01', [], 1],
      ['2011-01-01 2012-01-01', [], 1],
      ['2012-01-01 2025-01-01', [], 1],
      ['2012-01-01', [], 1],
      // Somebody else's credit note corrects it: the row stays, yet none of her documents concerns it.
      ['2013-01-01', [table], 1],
      ['2025-01-01', [], 1],
    ])
    const loose = invoice.strata.filter(({ referencedBy }) => referencedBy.length === 0)
    const [stays] = byReference(datasets, 'invoice')
    const groups = [
      group(datasets, 'person', 'delete', all),
      group([{ ...invoice, strata: loose }], 'invoice', 'delete', released),
      group(datasets, 'invoice', 'clear', held),
      ...(stays ? [{ ...stays, where: { heldBy: [], notHeldBy: [french], referenced: true } }] : []),
    ]
    expect(groups.map(({ rows }) => rows)).toEqual([1, 2, 3, 1])
    await expectErased({ ...shop, order: { ...shop.order, groups } }, { 's.invoice': 2, 's.person': 1 })
  })

  it('answers: what a stranger’s row needs at the end of a thread keeps the messages that it answers', async () => {
    const shop = await opened(
      engine,
      `create table {s}.message (id integer primary key, owner integer, answers integer, foreign key (answers) references {s}.message (id));
       create table {s}.file (id integer primary key, message integer, foreign key (message) references {s}.message (id));
       insert into {s}.message values (1, 1, null), (2, 1, 1), (3, 1, 2), (4, 1, 2), (5, 1, null), (6, 1, 5), (7, 1, null), (8, 1, 7);
       update {s}.message set answers = 8 where id = 7; insert into {s}.file values (1, 3);`,
      (at) => [person(at), linked(at, 'message', ['id', 'owner', 'answers'])],
      [],
      ['file'],
    )
    const { datasets } = await shop.system.discover(shop.map, shop.order.person)
    const groups = [...byReference(datasets, 'message').reverse(), group(datasets, 'person', 'delete', all)]
    expect(groups.map(({ rows }) => rows)).toEqual([5, 3, 1])
    await expectErased({ ...shop, order: { ...shop.order, groups } }, { 's.message': 5, 's.person': 1 })
  })

  it('a thread of three hundred answers, each to the one before', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `(${n + 1}, 1, ${n || 'null'})`)
    const shop = await opened(
      engine,
      `create table {s}.message (id integer primary key, owner integer, answers integer, foreign key (answers) references {s}.message (id));
       create table {s}.file (id integer primary key, message integer, foreign key (message) references {s}.message (id));
       insert into {s}.message values ${rows.join(', ')}; insert into {s}.file values (1, 250);`,
      (at) => [person(at), linked(at, 'message', ['id', 'owner', 'answers'])],
      [],
      ['file'],
    )
    const { datasets } = await shop.system.discover(shop.map, shop.order.person)
    const groups = [...byReference(datasets, 'message').reverse(), group(datasets, 'person', 'delete', all)]
    expect(groups.map(({ rows: number }) => number)).toEqual([50, 250, 1])
    await expectErased({ ...shop, order: { ...shop.order, groups } }, { 's.message': 50, 's.person': 1 })
  })
})
