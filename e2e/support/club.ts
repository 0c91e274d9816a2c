// A second system of the company, of another make: a supper club on MariaDB that the sample does not have. It is connected
// at the desk while a journey needs it.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import mysql from 'mysql2/promise'
import { parse, stringify } from 'yaml'
import { startMariadb } from '@/bin/run/mariadb.mjs'
import { heading } from './person'
import { expect } from './test'

export type Member = { email: string; street: string; city: string }

const PASSWORD = 'a password of the club'
const tables = `create table club.member (
  id bigint auto_increment primary key, email varchar(190) not null, street varchar(200) not null, city varchar(120))`

export async function openClub(members: readonly Member[]) {
  const server = await startMariadb({ dir: await mkdtemp(path.join(tmpdir(), 'habeas-club-')) })
  const client = await mysql.createConnection(server.url)
  await client.query('create database club character set utf8mb4')
  await client.query(tables)
  for (const { email, street, city } of members)
    await client.query('insert into club.member (email, street, city) values (?, ?, ?)', [email, street, city])
  await client.query(`create user habeas@'127.0.0.1' identified by ?`, [PASSWORD])
  await client.query(`grant select, update, delete, trigger on club.* to habeas@'127.0.0.1'`)
  const { port } = new URL(server.url)
  return {
    url: `mariadb://habeas:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/club?sslmode=disable`,
    /** Every row as it stands, by its key. */
    rows: async () => (await client.query('select * from club.member order by id'))[0] as ({ id: number } & Member)[],
    close: async () => {
      await client.end()
      await server.stop()
    },
  }
}
export type Club = Awaited<ReturnType<typeof openClub>>

const word = (en: string, fr: string) => ({ en, fr })
const dataset = {
  ...{ key: 'club-member', system: 'club', table: 'club.member', label: word('Members of the supper club', 'Membres') },
  ...{
    controller: 'tramontane-fr',
    role: 'controller',
    purposes: [word('The club’s evenings', 'Les soirées du club')],
  },
  ...{
    legalBasis: 'consent',
    recipients: ['Caterer'],
    retention: word('As long as one is a member', 'Tant que membre'),
  },
  identifiedBy: [{ identifier: 'email', field: 'email' }],
  erasure: 'delete',
  fields: {
    id: { category: 'reference', origin: 'assigned' },
    email: { category: 'contact', origin: 'provided' },
    street: { category: 'address', datum: 'street', label: word('Street', 'Rue'), origin: 'provided' },
    city: { category: 'address', datum: 'city', label: word('City', 'Ville'), origin: 'provided' },
  },
}

export async function connectClub(page: Page, { url }: Club): Promise<void> {
  await page.goto('/desk/systems/new')
  await page.getByLabel('Name', { exact: true }).fill('Supper club')
  await page.getByLabel('Short name in the data map').fill('club')
  await page.getByRole('radio', { name: 'As one address (URL)' }).check()
  await page.getByLabel('Address', { exact: true }).fill(url)
  await page.getByRole('button', { name: 'Connect and read the structure' }).click()
  await expect(page.getByText('Nobody’s data was read.')).toBeVisible()
}

/** Writes the map anew, and answers its text as it was. */
export async function changeMap(page: Page, change: (yaml: string) => string): Promise<string> {
  await page.goto('/desk/map/edit')
  const text = page.getByLabel('Data map (YAML)')
  const before = await text.inputValue()
  await text.fill(change(before))
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(heading(page, 'Data map')).toBeVisible()
  return before
}

export function withClub(yaml: string): string {
  const map = parse(yaml)
  map.systems.push({ key: 'club', name: 'Supper club', kind: 'mariadb' })
  map.datasets.push(dataset)
  return stringify(map)
}
