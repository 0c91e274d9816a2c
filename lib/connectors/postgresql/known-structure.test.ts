import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import type { Introspection } from './introspect'
import { structureNow } from './known-structure'
import { Session } from './session'

let database: FixtureDatabase
let session: Session

beforeAll(async () => {
  database = await fixtureDatabase(`create type mood as enum ('calm'); create schema elsewhere;
    create table person (id bigint primary key, name varchar(20), mood mood, check (id > 0));
    create table visit (id bigint primary key, person_id bigint);
    create function nothing() returns trigger language plpgsql as 'begin return old; end';
    create trigger on_visit before delete on visit for each row execute function nothing()`)
  session = new Session(database.connection)
})

afterAll(async () => {
  await session.close()
  await database.drop()
})

const look = (): Promise<Introspection> => session.snapshot((client) => structureNow(session, client))

describe('a structure that was seen', () => {
  it.each([
    ['a longer column', 'alter table person alter name type varchar(40)'],
    ['a column that must be there', 'alter table visit alter person_id set not null'],
    ['a default', `alter table person alter name set default 'x'`],
    ['a column that goes', 'alter table person drop column mood'],
    ['a foreign key', 'alter table visit add constraint of_person foreign key (person_id) references person'],
    ['a check', 'alter table visit add constraint positive check (id > 0)'],
    ['a unique index', 'create unique index on person (name)'],
    ['a trigger that is switched off', 'alter table visit disable trigger on_visit'],
    ['a type with another name', 'alter type mood rename to temper'],
    ['a table with another name', 'alter table visit rename to visits'],
    ['a table in another schema', 'alter table visits set schema elsewhere'],
    ['a schema with another name', 'alter schema elsewhere rename to nearby'],
    ['a new table', 'create table note (id bigint)'],
  ])('is looked at again after %s', async (_, change) => {
    const before = await look()
    expect(await look()).toBe(before)
    await database.run(change)
    const after = await look()
    expect(after).not.toBe(before)
    expect(await look()).toBe(after)
  })

  it('serves on while rows change, statistics are taken and others keep temporary tables', async () => {
    const before = await look()
    await database.run(`insert into person (id, name) select n, n from generate_series(1, 1000) n`)
    await database.run('analyze')
    await database.run('create temporary table scratch (id bigint primary key, check (id > 0))')
    expect(await look()).toBe(before)
  })
})
