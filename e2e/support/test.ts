// `test` of every journey: pages that are watched for faults nobody looks at, in as many browsers as there are people.
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'

type Watched = {
  /** A browser of one's own: other cookies, another language, without scripts … */
  browserOf: (options?: BrowserContextOptions) => Promise<Page>
}

/** What a journey may expect on its way, by its own intention: a lost network, a refused post. */
const EXPECTED = /net::ERR_INTERNET_DISCONNECTED|status of 4(04|13|22|29)/

function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`page error at ${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text()))
      faults.push(`console at ${page.url()}: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`)
  })
}

export const test = base.extend<Watched>({
  page: async ({ page }, use) => {
    const faults: string[] = []
    watch(page, faults)
    await use(page)
    expect(faults).toEqual([])
  },
  browserOf: async ({ browser }, use) => {
    const faults: string[] = []
    const opened: Page[] = []
    await use(async (options) => {
      const page = await (await browser.newContext(options)).newPage()
      watch(page, faults)
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
    expect(faults).toEqual([])
  },
})

export { expect }

/** The page as people with other senses and other tools meet it: no serious and no critical finding. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const said = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
  expect(said, `axe at ${page.url()}`).toEqual([])
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wider, `sideways scrolling at ${page.url()}`).toBeLessThanOrEqual(0)
}
