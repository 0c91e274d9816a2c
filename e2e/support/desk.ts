// What a colleague does at the desk.
import { expect, type Page } from '@playwright/test'
import { heading } from './person'
import { type Role, type SignIn, signInOf } from './stand'

export async function signInAs(page: Page, who: Role | SignIn): Promise<void> {
  const { email, password } = typeof who === 'string' ? signInOf(who) : who
  await page.goto('/signin')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(heading(page, 'Today')).toBeVisible()
}

/** Finds a request by its reference, as a colleague who was telephoned would. */
export async function openRequest(page: Page, reference: string): Promise<void> {
  await page.goto('/desk/requests')
  await page.getByRole('searchbox').fill(reference)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('row').getByRole('link', { name: reference }).click()
  await expect(heading(page, reference)).toBeVisible()
}

/** The worker acts in its own time: the page is looked at again until it says so. */
export async function reloadUntil(page: Page, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload()
    await seen()
  }).toPass({ timeout: 60_000, intervals: [500, 1000] })
}

export const nextStep = (page: Page) => page.getByRole('region', { name: 'Next step' })

export async function signAsPreparer(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'I have read this plan' }).check()
  await page.getByRole('button', { name: 'Sign as preparer' }).click()
}

/** Reads the sentence, ticks it, presses the seal, and once more in the dialog. */
export async function approveErasure(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /^I have read the plan and know/ }).check()
  await page.getByRole('button', { name: /^Approve (erasure|clearing) of/ }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Approve/ })
    .click()
}

/** The sample's paper archive is asked about everybody: until somebody has answered, no copy and no deletion ends. */
export async function nobodyInTheArchive(page: Page, reference: string): Promise<void> {
  const task = page.getByRole('link', { name: 'Look in Paper archive of the Lisbon office' })
  await openRequest(page, reference)
  await reloadUntil(page, () => expect(task).toBeVisible({ timeout: 1000 }))
  await task.click()
  await page.getByRole('radio', { name: 'Nobody is there' }).check()
  await page.getByRole('button', { name: 'Record it' }).click()
  await expect(page.getByText('Recorded. Thank you.')).toBeVisible()
}

/** Waits until the search is done and the plan can be read, and opens it. */
export async function openPlan(page: Page, reference: string, link: string): Promise<void> {
  await openRequest(page, reference)
  await reloadUntil(page, () => expect(nextStep(page).getByRole('link', { name: link })).toBeVisible({ timeout: 1000 }))
  await nextStep(page).getByRole('link', { name: link }).click()
}
