// The list of requests: searched, filtered, sorted, turned over, with and without a mouse.
import { openRequest, signInAs } from '../support/desk'
import { unknownAddress } from '../support/people'
import { ask, heading } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

test('a request is found by whatever the caller knows, and its person never stands in the address', async ({
  page,
}) => {
  await signInAs(page, 'agent')
  for (const typed of ['sofia ALMEIDA', 'giulia.conti@example.com', 'P-1003', 'García']) {
    await page.goto('/desk/requests')
    await page.getByRole('searchbox').fill(typed)
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByText('Filtered: your search')).toBeVisible()
    const words = typed.split(/[@ ]/)[0]?.split('.')[0] ?? ''
    const name = typed === 'P-1003' ? 'José García' : new RegExp(words, 'i')
    await expect(page.getByRole('row').filter({ hasText: name }).first()).toBeVisible()
    expect(decodeURIComponent(page.url()).toLowerCase()).not.toContain(words.toLowerCase())
  }
  await page.getByRole('searchbox').fill('Nobody Whatsoever')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('Nothing found')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Show all open requests' }).click()
  await expect(page.getByRole('table')).toBeVisible()
})

test('filters, order and pages', async ({ page, request }) => {
  // One page holds 25.
  for (let number = 0; number < 26; number++)
    await ask(request, { name: `Page Turner ${number}`, email: unknownAddress(), rights: ['portability'] })
  await signInAs(page, 'dpo')
  await page.goto('/desk/requests')
  await expectAccessible(page)
  const rows = page.getByRole('table').locator('tbody tr')
  await page.getByText('Filter', { exact: true }).click()
  await page.getByRole('link', { name: 'Transfer' }).click()
  await expect(page.getByText('Filtered: Transfer')).toBeVisible()
  await expect(rows).toHaveCount(25)
  for (const row of await rows.all()) await expect(row).toContainText('Transfer')
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Received' }).click()
  const received = page.getByRole('columnheader', { name: 'Received' })
  await expect(received).toHaveAttribute('aria-sort', 'ascending')
  await expect(rows.first()).toContainText('Max Schneider')
  await page.getByRole('link', { name: 'Received' }).click()
  await expect(received).toHaveAttribute('aria-sort', 'descending')
  await expect(rows.first()).toContainText('Page Turner 25')

  const pages = page.getByRole('navigation', { name: 'Pages' })
  await pages.getByRole('link', { name: 'Next' }).click()
  await expect(rows.last()).toContainText('Max Schneider')
  await expect(pages.getByRole('link', { name: 'Next' })).toHaveCount(0)
  await pages.getByRole('link', { name: 'Previous' }).click()
  await expect(rows.first()).toContainText('Page Turner 25')
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).toHaveURL(/\/desk\/requests$/)
})

test('with the keyboard alone', async ({ page }) => {
  await signInAs(page, 'agent')
  await page.goto('/desk/requests')
  await page.waitForLoadState('networkidle')
  const links = page.getByRole('table').locator('tbody th').getByRole('link')
  await page.keyboard.press('j')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  // In a field, letters are letters.
  await page.keyboard.type('jk')
  await expect(page.getByRole('searchbox')).toHaveValue('jk')
  await links.nth(1).focus()
  const reference = await links.nth(1).innerText()
  await page.keyboard.press('Enter')
  await expect(heading(page, reference)).toBeVisible()
})

test('on a phone the list is a list of records', { tag: '@phone' }, async ({ page, request }) => {
  const reference = await ask(request, { name: 'Phone Reader', email: unknownAddress(), rights: ['access'] })
  await signInAs(page, 'agent')
  await expectAccessible(page)
  await page.goto('/desk/requests?view=all')
  await expectAccessible(page)
  await openRequest(page, reference)
  await expectAccessible(page)
})
