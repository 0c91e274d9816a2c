// Rules: read by an officer, adapted, taken back by a colleague, added and retired; forms work without scripts too.
import type { Page } from '@playwright/test'
import { signInAs } from '../support/desk'
import { heading } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const open = async (page: Page, name: string) => {
  await page.goto('/desk/rules')
  await page.getByRole('link', { name, exact: true }).first().click()
  await expect(heading(page, name)).toBeVisible()
}

test('an officer reads what a rule does to the office’s own documents', async ({ page }) => {
  await signInAs(page, 'dpo')
  await page.goto('/desk/rules')
  await expect(page.getByRole('heading', { name: 'For the documents in your data map' })).toBeVisible()
  await expectAccessible(page)
  await open(page, 'Invoices, Spain')
  await expect(page.getByText('Blocked: nobody views it')).toBeVisible()
  await expect(page.getByText(/In your data map: /)).toBeVisible()
  await expect(page.getByText('LOPDGDD, art. 32: while held')).toBeVisible()
  await page
    .getByRole('button', { name: /^Count .+ by year$/ })
    .first()
    .click()
  const years = page.getByRole('region', { name: /until when each year is kept/ })
  await expect(years.getByRole('row').nth(1)).toContainText(/20\d\d/)
  await expectAccessible(page)
})

test('a weaker rule waits and is taken back by somebody else', async ({ browserOf, page }) => {
  await signInAs(page, 'dpo')
  await open(page, 'Invoices, Switzerland')
  await page.getByRole('link', { name: 'Adapt it' }).click()
  await expectAccessible(page)
  await page.getByLabel('Length').fill('none')
  await page.getByRole('button', { name: 'Save this version' }).click()
  const summary = page.getByRole('alert')
  await expect(summary.getByRole('link', { name: 'Write a whole number above 0.' })).toBeVisible()
  await expect(summary.getByRole('link', { name: 'Write why.' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Length').fill('5')
  await page.getByLabel('Why this change').fill('Counsel of 3 March')
  await page.getByRole('button', { name: 'Save this version' }).click()
  await expect(page.getByText('the change waits a day')).toBeVisible()
  await expect(page.getByText('it ends sooner')).toBeVisible()
  await expect(page.getByText('10 years from the close').first()).toBeVisible()
  await expectAccessible(page)

  const auditor = await browserOf()
  await signInAs(auditor, 'auditor')
  await open(auditor, 'Invoices, Switzerland')
  await expect(auditor.getByText('it ends sooner')).toBeVisible()
  await expect(auditor.getByText('Counsel of 3 March')).toHaveCount(0)
  await expect(auditor.getByRole('button', { name: 'Cancel the change' })).toHaveCount(0)

  const colleague = await browserOf()
  await signInAs(colleague, 'administrator')
  await expect(colleague.getByText(/to protect less: it can be cancelled until then/)).toBeVisible()
  await colleague.getByRole('link', { name: 'Invoices, Switzerland' }).click()
  await colleague.getByRole('button', { name: 'Cancel the change' }).click()
  await expect(colleague.getByText('What held goes on holding.')).toBeVisible()
  await expect(colleague.getByRole('row').filter({ hasText: 'Counsel of 3 March' }).first()).toContainText('Cancelled')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a rule of the office’s own is added and retired', async ({ page }) => {
    const key = `invoice-at-${Date.now().toString(36)}`
    await signInAs(page, 'dpo')
    await page.goto('/desk/rules/new')
    await page.getByLabel('Short name').fill(key)
    await page.getByLabel('Name in English').fill(`Invoices, Austria ${key}`)
    await page.getByLabel('Name in French').fill(`Factures, Autriche ${key}`)
    await page.getByLabel('Country whose law it is').fill('AT')
    await page.getByLabel('Type of document').fill('invoice')
    await page.getByLabel('Only where').fill('amount >= much')
    await page.getByRole('checkbox', { name: 'Postal address' }).check()
    await page.getByLabel('Length').fill('7')
    await page.getByRole('textbox', { name: 'Reference' }).fill('BAO § 132')
    await page.getByLabel('Link').fill('https://www.ris.bka.gv.at/')
    await page.getByLabel('Read from').fill('Statute')
    await page.getByLabel('Last legal review').fill('2026-11-22')
    await page.getByLabel('Why this change').fill('We sell there now')
    await page.getByRole('button', { name: 'Save this version' }).click()
    await expect(page.getByRole('alert').getByRole('link', { name: /^Line 1 is no condition/ })).toBeVisible()
    await expect(page.getByLabel('Short name')).toHaveValue(key)
    await expect(page.getByRole('checkbox', { name: 'Postal address' })).toBeChecked()
    await page.getByLabel('Only where').fill('amount >= 100')
    await page.getByRole('button', { name: 'Save this version' }).click()
    await expect(page.getByText('The rule is in force as you wrote it.')).toBeVisible()
    await expect(page.getByText('Only where Amounts is at least 100.')).toBeVisible()
    await page.getByText('Retire it').click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('We do not')
    await page.getByRole('button', { name: 'Retire the rule' }).click()
    await expect(page.getByText('nothing holds these records any more')).toBeVisible()
  })
})
