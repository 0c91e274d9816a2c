// A person has their data sent to another controller's SFTP server (a real OpenSSH), and reads the receipt.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { opensshReceiver, type RealReceiver, sha256 } from '@/test/carriers/receivers'
import { openRequest, reloadUntil, signInAs } from '../support/desk'
import { linkIn } from '../support/mailbox'
import { freshPublisher } from '../support/people'
import { confirm, heading, referenceOn } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'
import {
  confirmReceiver,
  linkReceiver,
  newReceiver,
  seeOwnPage,
  setUpReceiver,
  signTransfer,
} from '../support/transfers'
import { unzipped } from '../support/unzipped'

const { key, name } = newReceiver('Zonda Redes S.A.')
let receiver: RealReceiver

test.beforeAll(async () => {
  receiver = await opensshReceiver('journey-sftp')
})
test.afterAll(() => receiver?.stop())

test('from the form to the receipt', async ({ browserOf }) => {
  test.setTimeout(300_000)
  const { name: who, email } = await freshPublisher({ ofNoClient: true })
  const person = await browserOf()
  const reference = await test.step('the person names who should get it', async () => {
    await person.goto('/request')
    await expect(person.getByRole('radio', { name: 'To another organisation' })).toBeHidden()
    await person.getByRole('checkbox', { name: 'Give me my data in a form another service can read' }).check()
    await person.getByLabel('Full name').fill(who)
    await person.getByLabel('E-mail address').fill(email)
    await person.getByRole('radio', { name: 'To another organisation' }).check()
    await person.getByRole('button', { name: 'Send my request' }).click()
    await expect(person.getByText('Say to whom your data should go.').first()).toBeVisible()
    await expectAccessible(person)
    await person.getByLabel('Name of the organisation').fill(name)
    await person.getByLabel('Country').selectOption('ES')
    await person.getByLabel('How we reach them').fill('https://zonda.example')
    await person.getByRole('button', { name: 'Send my request' }).click()
    await expect(heading(person, 'One more step: look at your mail')).toBeVisible()
    return referenceOn(person)
  })
  const follow = linkIn(await confirm(person, email, 'en'), 'follow')

  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await test.step('the officer sets up the receiver, after its server was looked at and compared', async () => {
    await setUpReceiver(dpo, receiver, { key, name, country: 'ES' })
    await expectAccessible(dpo)
  })
  await test.step('it is the one that the person named, who confirms exactly that', async () => {
    await linkReceiver(dpo, reference, name)
    await expect(dpo.getByText('https://zonda.example')).toBeVisible()
    await expectAccessible(dpo)
    await confirmReceiver(person, email, follow, name)
    await expectAccessible(person)
  })
  await test.step('one signature, and it goes', async () => {
    await signTransfer(dpo, reference)
    await reloadUntil(dpo, () =>
      expect(dpo.getByText('Delivered, and read back').first()).toBeVisible({ timeout: 1000 }),
    )
    await expectAccessible(dpo)
  })

  const names = readdirSync(receiver.folder).sort()
  const [archive = '', manifest = ''] = [
    ...names.filter((one) => one.endsWith('.zip')),
    ...names.filter((one) => one.endsWith('.json')),
  ]
  expect(names).toEqual([archive, manifest].sort())
  const bytes = readFileSync(path.join(receiver.folder, archive))
  await test.step('the person reads the receipt', async () => {
    await seeOwnPage(person, email, follow)
    const receipt = person.getByRole('region', { name: 'Receipt' })
    await expect(receipt).toContainText(name)
    await expect(receipt).toContainText(archive)
    await expect(receipt).toContainText(sha256(bytes))
    await expect(receipt).toContainText('every byte is the same')
    await expect(person.getByText('Your data has been handed over').first()).toBeVisible()
    await expect(person.getByRole('button', { name: 'Send me a code to download it' })).toHaveCount(0)
    await expectAccessible(person)
  })
  await test.step('what arrived is this person’s, and says what it is', async () => {
    const files = await unzipped(bytes)
    const listed = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '') as {
      files: { name: string; sha256: string }[]
    }
    for (const file of listed.files)
      expect.soft(sha256(files.get(file.name) ?? Buffer.of()), file.name).toBe(file.sha256)
    const whole = [...files.values()].map((one) => one.toString('utf8')).join('\n')
    expect(whole.includes(email)).toBe(true)
    expect(archive).not.toContain(who.split(' ')[0] ?? who)
  })
  await openRequest(dpo, reference)
  await dpo.getByText('Receipt', { exact: true }).first().click()
  await expect(dpo.getByText(receiver.config.protocol === 'sftp' ? receiver.config.hostKey : '').first()).toBeVisible()
})
