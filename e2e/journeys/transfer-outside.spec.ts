// Outside the European Economic Area nothing leaves before the controller of the data has accepted; here it refuses.
import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { opensshReceiver, type RealReceiver } from '@/test/carriers/receivers'
import { product } from '../support/databases'
import { nextStep, reloadUntil, signInAs } from '../support/desk'
import { linkIn, mailTo } from '../support/mailbox'
import { freshPublisher } from '../support/people'
import { confirm, heading } from '../support/person'
import { signInOf } from '../support/stand'
import { expect, expectAccessible, test } from '../support/test'
import {
  confirmReceiver,
  linkReceiver,
  newReceiver,
  seeOwnPage,
  setUpReceiver,
  signTransfer,
} from '../support/transfers'

const { key, name } = newReceiver('Monsoon Analytics Pvt. Ltd.')
const reason = 'No safeguard is agreed with this receiver.'
let receiver: RealReceiver

test.beforeAll(async () => {
  receiver = await opensshReceiver('journey-outside')
})
test.afterAll(() => receiver?.stop())

async function signInAsController(page: Page): Promise<void> {
  const { email, password } = signInOf('controller')
  await page.goto('/signin')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(heading(page, 'Acceptances')).toBeVisible()
}

test('it waits for the controller, who refuses: nothing has left', async ({ browserOf, page, request }) => {
  test.setTimeout(300_000)
  const { name: who, email } = await freshPublisher({ ofNoClient: true })
  const transfer = { toWhom: 'controller', name, country: 'IN', contact: 'https://monsoon.example' }
  const sent = await request.post('/api/requests', {
    data: { name: who, email, rights: ['portability'], message: '', locale: 'en', transfer },
  })
  const { reference } = (await sent.json()) as { reference: string }
  const follow = linkIn(await confirm(page, email, 'en'), 'follow')
  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await setUpReceiver(dpo, receiver, { key, name, country: 'IN' })
  await linkReceiver(dpo, reference, name)
  await confirmReceiver(page, email, follow, name)
  await signTransfer(dpo, reference, async () => {
    await expect(dpo.getByText('the Commission has not found this country adequate.').first()).toBeVisible()
    await expect(dpo.getByText('Asked once this is signed')).toBeVisible()
    await expectAccessible(dpo)
  })
  await expect(nextStep(dpo)).toContainText('A controller is asked whether its data may leave.')
  await expect(dpo.getByText('Waits for the word of Tramontane SAS.')).toBeVisible()
  await expectAccessible(dpo)

  const controller = await browserOf()
  await test.step('the controller’s person is told by mail, and sees this question and nothing else', async () => {
    const [asked] = await product<{ id: string }>(
      `select a.id from transfer_acceptance a join request_item i on i.id = a.item_id
         join subject_request r on r.id = i.request_id where r.reference = $1`,
      reference,
    )
    const mail = await mailTo('dpo@tramontane.example', /./)
    expect(mail.text).toContain(`/desk/acceptances/${asked?.id}`)
    expect(mail.text).not.toContain(email)
    await signInAsController(controller)
    await expect(controller.getByRole('navigation', { name: 'Desk' }).first().getByRole('link')).toHaveText([
      'Acceptances',
      'Batches',
    ])
    await expectAccessible(controller)
    await controller.getByRole('link', { name: reference }).click()
    await expect(heading(controller, `Does this data leave? ${reference}`)).toBeVisible()
    await expect(controller.getByText(name)).toBeVisible()
    expect(await controller.getByRole('main').innerText()).not.toContain(email)
    await expectAccessible(controller)
  })
  await test.step('a refusal needs its reason', async () => {
    await controller.getByRole('radio', { name: 'I refuse' }).check()
    await controller.getByRole('button', { name: 'Record my answer' }).click()
    await expect(controller.getByRole('main')).toContainText('reason')
    await controller.getByLabel('Reason').fill(reason)
    await controller.getByRole('button', { name: 'Record my answer' }).click()
    await expect(controller.getByText('Recorded: you refused. This data stays.')).toBeVisible()
    await controller.goto('/desk/requests')
    await expect(heading(controller, 'This is not yours to open')).toBeVisible()
  })

  await reloadUntil(dpo, () => expect(nextStep(dpo)).toContainText('This request has ended.', { timeout: 1000 }))
  await seeOwnPage(page, email, follow)
  await expect(page.getByText('Refused: our letter says why').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Receipt' })).toHaveCount(0)
  expect(readdirSync(receiver.folder)).toEqual([])
  await expectAccessible(page)
})
