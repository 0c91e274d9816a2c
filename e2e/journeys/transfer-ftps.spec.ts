// The same over FTPS (a real vsftpd), where the server is recognised by its certificate; and once it is somebody else's.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type RealReceiver, sha256, vsftpdReceiver } from '@/test/carriers/receivers'
import { reloadUntil, signInAs } from '../support/desk'
import { linkIn, mailTo } from '../support/mailbox'
import { freshPublisher } from '../support/people'
import { confirm } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'
import {
  confirmReceiver,
  linkReceiver,
  newReceiver,
  seeOwnPage,
  setUpReceiver,
  signTransfer,
} from '../support/transfers'

const { key, name } = newReceiver('Levante Datos S.L.')
let receiver: RealReceiver

test.beforeAll(async () => {
  receiver = await vsftpdReceiver('journey-ftps')
})
test.afterAll(() => receiver?.stop())

test('said on the person’s own page, sent to an FTPS server, and the receipt', async ({ browserOf, page, request }) => {
  test.setTimeout(300_000)
  const { name: who, email } = await freshPublisher({ ofNoClient: true })
  const sent = await request.post('/api/requests', {
    data: { name: who, email, rights: ['portability'], message: '', locale: 'en' },
  })
  const { reference } = (await sent.json()) as { reference: string }
  const follow = linkIn(await confirm(page, email, 'en'), 'follow')

  await test.step('to another organisation instead, by name, country and contact', async () => {
    await seeOwnPage(page, email, follow)
    await expect(page.getByText('To you: once it is ready')).toBeVisible()
    await page.getByText('Say it differently').click()
    await page.getByRole('radio', { name: 'To another organisation' }).check()
    await page.getByLabel('Name of the organisation').fill(name)
    await page.getByLabel('How we reach them').fill('+34 900 000 000')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Choose the country of that organisation.')).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('Country').selectOption('ES')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('A colleague finds the way to this organisation.')).toBeVisible()
  })

  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await setUpReceiver(dpo, receiver, { key, name, country: 'ES' })
  await linkReceiver(dpo, reference, name)
  await confirmReceiver(page, email, follow, name)
  await signTransfer(dpo, reference)
  await reloadUntil(dpo, () => expect(dpo.getByText('Delivered, and read back').first()).toBeVisible({ timeout: 1000 }))

  const archive = readdirSync(receiver.folder).find((one) => one.endsWith('.zip')) ?? ''
  await mailTo(email, /data/i)
  await seeOwnPage(page, email, follow)
  const receipt = page.getByRole('region', { name: 'Receipt' })
  await expect(receipt).toContainText(sha256(readFileSync(path.join(receiver.folder, archive))))
  await expect(receipt).toContainText('Spain')
  await expectAccessible(page)
})
