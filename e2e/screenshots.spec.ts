// Pictures for the README, made from the running product: `npm run screenshots` writes docs/screenshots/*.png.
import path from 'node:path'
import type { Page } from '@playwright/test'
import { openPlan, openRequest, signAsPreparer, signInAs } from './support/desk'
import { linkIn, mailTo, subjects } from './support/mailbox'
import { cast } from './support/people'
import { confirm, fillAndSend, heading, openOwnPage, words } from './support/person'
import { expect, test } from './support/test'

const desktop = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
const dark = { colorScheme: 'dark' } as const

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({
    path: path.join(import.meta.dirname, '../docs/screenshots', `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  })
}

test('the person’s side', async ({ browserOf }) => {
  const visitor = await browserOf(desktop)
  await visitor.goto('/request')
  await visitor.getByRole('checkbox', { name: words.en.erasure }).check()
  await picture(visitor, 'form')
  const small = await browserOf(phone)
  await small.goto('/request')
  await picture(small, 'form-phone')

  // Her request of the story is answered: her page has the letters.
  const { email } = cast.giulia
  await openOwnPage(visitor, email, linkIn(await mailTo(email, subjects.page), 'follow'), 'en')
  await picture(visitor, 'follow')
})

test('the desk', async ({ browserOf }) => {
  test.setTimeout(180_000)
  const visitor = await browserOf({ locale: 'fr-FR' })
  const { camille } = cast
  const asked = {
    name: 'Camille Lefèvre',
    email: camille.email,
    message: 'Je ferme mon activité. Merci d’effacer tout.',
  }
  const reference = await fillAndSend(visitor, { ...asked, right: 'erasure' }, 'fr')
  await confirm(visitor, camille.email, 'fr')
  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openPlan(agent, reference, 'Read the plan')
  await signAsPreparer(agent)
  await expect(agent.getByText('You have signed first.')).toBeVisible()

  for (const [suffix, options] of [
    ['', desktop],
    ['-dark', { ...desktop, ...dark }],
  ] as const) {
    const dpo = await browserOf(options)
    await signInAs(dpo, 'dpo')
    if (!suffix) await picture(dpo, 'today')
    await dpo.goto('/desk/requests?view=all')
    await expect(heading(dpo, 'Requests')).toBeVisible()
    if (!suffix) await picture(dpo, 'inbox')
    await dpo.goto('/desk/retention')
    await expect(heading(dpo, 'Retention')).toBeVisible()
    if (!suffix) await picture(dpo, 'retention')
    await openRequest(dpo, reference)
    await picture(dpo, `request${suffix}`)
    await openPlan(dpo, reference, 'Read and approve the plan')
    await picture(dpo, `plan${suffix}`)
  }
  const small = await browserOf(phone)
  await signInAs(small, 'dpo')
  await picture(small, 'today-phone')
})
