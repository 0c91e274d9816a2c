// Other people's records that name the person in free text: found whatever the spelling, and never for a look-alike.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector, SystemMap } from '@/lib/connectors/connector'
import { dataset, systemMap } from '@/lib/connectors/fixture-shop-map'
import type { PersonKeys } from '@/lib/domain/findings'
import { mentionWords } from '@/lib/domain/mentions/mention-words'
import { engines, type TestDatabase } from './engines'

const reference = { category: 'reference' } as const
const text = { category: 'free-text' } as const

const named = [
  'Call josé.b_1%@x.fr back',
  'JOSÉ.B_1%@X.FR',
  'jose\u0301.b_1%@x.fr, again',
  '<josé.b_1%@x.fr>',
  'Asked by ...josé.b_1%@x.fr.',
  'his friend: +33 6 12 34 56 78',
  '0033(0)612-345-678',
  'tel 06.12.34.56.78!',
  'see contract kd-48213 of 2024',
]
const others = [
  'ann.josé.b_1%@x.fr',
  'ájosé.b_1%@x.fr',
  'josé.b_1%@x.fr.example',
  'josé.b_1%@x.frü',
  'jose.b_1%@x.fr',
  'joséxbx1x@x.fr',
  'josé.bb1abc@x.fr',
  '+33 6 12 34 56 789',
  '1061234567812',
  'KD-482130 and XKD-48213',
  '42',
  '',
]
const quoted = (texts: string[], from: number) =>
  texts.map((one, at) => `(${from + at}, 2, '${one.replaceAll("'", "''")}', null)`).join(', ')

const script = `
create table {s}.person (id integer primary key, email varchar(100) not null, number varchar(20), phone varchar(40));
create table {s}.note (id integer primary key, owner integer, body varchar(200), remark varchar(200));
insert into {s}.person values (1, 'José.b_1%@x.fr', 'KD-48213', '+33612345678'), (2, 'ann@x.fr', '42', null);
insert into {s}.note values ${quoted(named, 100)}, ${quoted(others, 200)};
insert into {s}.note values (1, 1, 'mine: josé.b_1%@x.fr', 'kd-48213'), (300, null, null, 'KD-48213');`

describe.each(engines)('$name: texts that name somebody', ({ kind, create }) => {
  let database: TestDatabase
  let system: Connector
  let map: SystemMap
  let person: PersonKeys

  beforeAll(async () => {
    database = await create(['s'], script)
    system = connect(kind, database.connection)
    map = systemMap([
      dataset('person', database.table('s', 'person'), {
        identifiedBy: [{ identifier: 'email', field: 'email' }],
        fields: { id: reference, email: { category: 'contact' } },
      }),
      dataset('note', database.table('s', 'note'), {
        links: [{ to: 'person', fields: ['owner'], toFields: ['id'] }],
        fields: { id: reference, body: text, remark: text },
      }),
    ])
    person = await system.pin(map, [{ kind: 'email', value: 'josé.b_1%@x.fr' }])
  }, 300_000)
  afterAll(async () => {
    await system?.close()
    await database?.drop()
  })

  const words = () =>
    mentionWords(
      [
        { kind: 'email', value: 'josé.b_1%@x.fr' },
        { kind: 'phone', value: '+33612345678' },
        { kind: 'number', value: 'KD-48213' },
      ],
      map.identifiers,
    )

  it('each row of others that names the person, by field, and none of the person’s own', async () => {
    const before = await database.dump()
    const found = await system.mentions(map, person, ['note'], words())
    expect(found).toEqual([
      { dataset: 'note', field: 'body', count: named.length, keys: named.map((_, at) => [String(100 + at)]) },
      { dataset: 'note', field: 'remark', count: 1, keys: [['300']] },
    ])
    expect(await system.mentions(map, person, ['person', 'note'], words())).toEqual(found)
    expect(await system.mentions(map, person, ['person'], words())).toEqual([])
    expect(await database.dump()).toEqual(before)
  })

  it('a number of four characters, a name of nobody, nothing at all: nothing is asked', async () => {
    expect(mentionWords([{ kind: 'number', value: '4821' }], map.identifiers)).toEqual([])
    expect(mentionWords([{ kind: 'name', value: 'José Bernard' }], map.identifiers)).toEqual([])
    expect(await system.mentions(map, person, ['note'], [])).toEqual([])
  })

  it('at most a hundred keys, and the whole count', async () => {
    const many = Array.from({ length: 130 }, (_, at) => `(${1000 + at}, 2, null, 'KD-48213')`).join(', ')
    await database.run(`insert into {s}.note values ${many}`)
    const found = await system.mentions(map, person, ['note'], words())
    const remark = found.find(({ field }) => field === 'remark')
    expect([remark?.count, remark?.keys.length]).toEqual([131, 100])
  })
})
