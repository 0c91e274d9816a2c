// The public form under all that happens to forms: no scripts, mistakes, a lost network, a double click, hostile text.
import { mailsTo, mailTo, subjects } from '../support/mailbox'
import { unknownAddress } from '../support/people'
import { confirm, fillAndSend, heading, referenceOn, words } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const say = words.en

test('without scripts: mistakes are explained, everything typed stays, and the request goes through', async ({
  browserOf,
}) => {
  const page = await browserOf({ javaScriptEnabled: false })
  const email = unknownAddress()
  await page.goto('/request')
  await page.getByRole('checkbox', { name: say.erasure }).check()
  await page.getByLabel(say.name).fill('Zoë Ångström')
  await page.getByLabel(say.email).fill('zoë at example')
  await page.getByLabel('Account number').fill('P-9999')
  await page.getByLabel(say.message).fill('Line one\n  line “two” & <three>')
  await page.getByRole('button', { name: say.send }).click()

  await expect(page.getByRole('heading', { name: 'One answer needs another look' })).toBeVisible()
  await expect(page.getByLabel(say.email)).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel(say.email)).toHaveAccessibleDescription(/Enter an e-mail address such as/)
  await expect(page.getByRole('checkbox', { name: say.erasure })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: say.access })).not.toBeChecked()
  await expect(page.getByLabel(say.name)).toHaveValue('Zoë Ångström')
  await expect(page.getByLabel(say.email)).toHaveValue('zoë at example')
  await expect(page.getByLabel('Account number')).toHaveValue('P-9999')
  await expect(page.getByLabel(say.message)).toHaveValue('Line one\n  line “two” & <three>')

  await page.getByLabel(say.email).fill(email)
  const [post] = await Promise.all([
    page.waitForRequest((sent) => sent.method() === 'POST'),
    page.getByRole('button', { name: say.send }).click(),
  ])
  await expect(heading(page, say.sentTitle)).toBeVisible()
  const reference = await referenceOn(page)
  // As a browser does that is told to send it again: the same form is the same request.
  const again = await page.request.post(post.url(), {
    data: post.postDataBuffer() ?? '',
    headers: await post.allHeaders(),
    maxRedirects: 0,
  })
  expect(again.status()).toBe(303)
  expect(again.headers().location).toContain(reference)
  await confirm(page, email, 'en')
  expect(await mailsTo(email)).toHaveLength(2)
})

test('a mistake is said in a summary that leads to the field', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/request')
  await expectAccessible(page)
  await page.getByLabel(say.name).fill('Kept Name')
  await page.getByRole('button', { name: say.send }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'need another look' })
  await expect(summary).toBeFocused()
  await expectAccessible(page)
  await summary.getByRole('link', { name: 'Choose at least one thing' }).press('Enter')
  await expect(page.getByRole('group', { name: 'What would you like us to do?' })).toBeFocused()
  await summary.getByRole('link', { name: 'Enter your e-mail address' }).click()
  await expect(page.getByLabel(say.email)).toBeFocused()
  await expect(page.getByLabel(say.email)).toHaveAccessibleDescription(/Enter your e-mail address/)
  await expect(page.getByLabel(say.name)).toHaveValue('Kept Name')
})

test('once sent back, a field is checked as it changes', async ({ page }) => {
  await page.goto('/request')
  await page.getByRole('checkbox', { name: say.access }).check()
  await page.getByLabel(say.name).fill('Changing Person')
  await page.getByLabel(say.email).fill('changing at example')
  // Not before: nobody is told of a mistake while still typing.
  await expect(page.getByLabel(say.email)).not.toHaveAttribute('aria-invalid')
  await page.getByRole('button', { name: say.send }).click()
  await expect(page.getByLabel(say.email)).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('checkbox', { name: say.access }).uncheck()
  await expect(page.getByRole('link', { name: 'Choose at least one thing' })).toBeVisible()
  await page.getByRole('checkbox', { name: say.erasure }).check()
  await expect(page.getByRole('link', { name: 'Choose at least one thing' })).toBeHidden()
  await page.getByLabel(say.email).fill(unknownAddress())
  await expect(page.getByLabel(say.email)).not.toHaveAttribute('aria-invalid')
})

test('where the checks cannot be fetched, the server says what is wrong, and takes what is right', async ({ page }) => {
  const email = unknownAddress()
  const pages = ['/request', '/request/sent?reference=HB-2026-000001'].map((path) => page.request.get(path))
  const withPages = (await Promise.all((await Promise.all(pages)).map((answer) => answer.text()))).join()
  const refused: string[] = []
  await page.route('**/chunks/*.js', (route) => {
    const { pathname } = new URL(route.request().url())
    if (withPages.includes(pathname)) return route.continue()
    refused.push(pathname)
    return route.abort('internetdisconnected')
  })
  await page.goto('/request')
  await page.getByRole('checkbox', { name: say.access }).check()
  await page.getByLabel(say.name).fill('Bare Person')
  await page.getByLabel(say.email).fill('bare at example')
  await page.getByRole('button', { name: say.send }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'needs another look' })).toBeFocused()
  await expect(page.getByLabel(say.email)).toHaveAccessibleDescription(/Enter an e-mail address such as/)
  await page.getByLabel(say.email).fill(email)
  await page.getByRole('button', { name: say.send }).click()
  await expect(heading(page, say.sentTitle)).toBeVisible()
  await mailTo(email, subjects.confirm)
  expect(refused.length).toBeGreaterThan(0)
})

test('a draft survives a reload and another language, and is gone once sent', async ({ page }) => {
  const email = unknownAddress()
  await page.goto('/request')
  await page.getByRole('checkbox', { name: say.access }).check()
  await page.getByLabel(say.name).fill('Draft Person')
  await page.getByLabel(say.email).fill(email)
  await page.getByLabel(say.message).fill('Half a sentence')
  await page.reload()
  await expect(page.getByText('We kept what you had typed in this tab.')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: say.access })).toBeChecked()
  await expect(page.getByLabel(say.message)).toHaveValue('Half a sentence')

  await page.getByRole('button', { name: 'Français' }).click()
  await expect(heading(page, 'Faire une demande sur vos données')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(page.getByLabel(words.fr.name)).toHaveValue('Draft Person')
  await expect(page.getByLabel(words.fr.message)).toHaveValue('Half a sentence')
  await page.getByRole('radio', { name: 'Français' }).check()
  await page.getByRole('button', { name: words.fr.send }).click()
  await expect(heading(page, words.fr.sentTitle)).toBeVisible()
  const mail = await mailTo(email, subjects.confirm)
  expect(mail.subject).toMatch(/^Confirmez votre demande/)

  await page.goto('/request')
  await expect(page.getByLabel(words.fr.name)).toHaveValue('')
  await expect(page.getByLabel(words.fr.message)).toHaveValue('')
})

test('a lost network loses nothing, and the second try is the same request', { tag: '@phone' }, async ({ page }) => {
  const email = unknownAddress()
  await page.goto('/request')
  await page.waitForLoadState('networkidle')
  await page.getByRole('checkbox', { name: say.erasure }).check()
  await page.getByLabel(say.name).fill('Offline Person')
  await page.getByLabel(say.email).fill(email)
  await page.getByLabel(say.message).fill('In a tunnel')
  // The request arrives, its answer does not: the worst place to lose the network.
  await page.route('**/api/requests', async (route) => {
    await route.fetch()
    await route.abort('internetdisconnected')
  })
  await page.getByRole('button', { name: say.send }).click()
  await expect(page.getByText('Your request has not been sent yet')).toBeVisible()
  await page.unroute('**/api/requests')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: say.send }).click()
  await expect(page.getByText('Your request has not been sent yet')).toBeVisible()
  await expect(page.getByLabel(say.message)).toHaveValue('In a tunnel')
  await expect(page.getByRole('checkbox', { name: say.erasure })).toBeChecked()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: say.send }).click()
  await expect(heading(page, say.sentTitle)).toBeVisible()
  await confirm(page, email, 'en')
  expect((await mailsTo(email)).filter(({ subject }) => subjects.confirm.test(subject))).toHaveLength(1)
})

test('a double click is one request', async ({ page }) => {
  const email = unknownAddress()
  await page.goto('/request')
  await page.getByRole('checkbox', { name: say.access }).check()
  await page.getByLabel(say.name).fill('Double Click')
  await page.getByLabel(say.email).fill(email)
  await page.getByRole('button', { name: say.send }).dblclick()
  await expect(heading(page, say.sentTitle)).toBeVisible()
  await confirm(page, email, 'en')
  expect(await mailsTo(email)).toHaveLength(2)
})

test('with the keyboard alone', async ({ page }) => {
  const email = unknownAddress()
  await page.goto('/request')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  const reach = async (name: string) => {
    for (let steps = 0; steps < 20; steps++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement
        return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? (element.labels?.[0]?.textContent ?? '')
          : (element?.textContent ?? '')
      })
      if (focused.startsWith(name)) return
    }
    throw new Error(`twenty steps do not lead to “${name}”`)
  }
  await reach(say.access)
  await page.keyboard.press('Space')
  await reach(say.name)
  await page.keyboard.type('Keyboard Person')
  await reach(say.email)
  await page.keyboard.type(email)
  await page.keyboard.press('Enter')
  await expect(heading(page, say.sentTitle)).toBeVisible()
  await mailTo(email, subjects.confirm)
})

test('hostile values get a clear answer, one recipient at most, and never a fault', async ({ request }) => {
  const good = { name: 'Hostile', email: unknownAddress(), rights: ['access'], message: '', locale: 'en' }
  const refused: [object, string, string][] = [
    [{ email: `${unknownAddress()}\r\nBcc: evil@example.net` }, 'email', 'characters'],
    [{ email: `${unknownAddress()}\r\n` }, 'email', 'characters'],
    [{ email: 'one@example.net, two@example.net' }, 'email', 'email-several'],
    [{ email: 'group: one@example.net, two@example.net;' }, 'email', 'email-name'],
    [{ email: 'Name <one@example.net>' }, 'email', 'email-name'],
    [{ email: 'one@example.net two@example.net' }, 'email', 'email-several'],
    [{ email: `${'a'.repeat(300)}@example.net` }, 'email', 'email-too-long'],
    [{ email: { address: 'one@example.net' } }, 'email', 'not-text'],
    [{ name: 'a\u0000b' }, 'name', 'characters'],
    [{ name: '\ud800' }, 'name', 'characters'],
    [{ name: ['x'] }, 'name', 'not-text'],
    [{ message: 'x'.repeat(5001) }, 'message', 'message-too-long'],
    [{ rights: ['everything'] }, 'rights', 'form-broken'],
    [{ rights: 'access' }, 'rights', 'rights-missing'],
    [{ locale: 'xx' }, 'locale', 'language-unknown'],
    [{ identifiers: { email: { $ne: null } } }, 'identifiers.email', 'not-text'],
    [{ submissionKey: '../../etc/passwd' }, 'submissionKey', 'form-broken'],
  ]
  for (const [change, field, code] of refused) {
    const answer = await request.post('/api/requests', { data: { ...good, ...change } })
    expect.soft(answer.status(), JSON.stringify(change).slice(0, 80)).toBe(422)
    const { problems } = (await answer.json()) as { problems: Record<string, string> }
    expect.soft(problems, JSON.stringify(change).slice(0, 80)).toEqual({ [field]: code })
  }
  const large = await request.post('/api/requests', { data: { ...good, message: 'x'.repeat(1_000_000) } })
  expect(large.status()).toBe(413)
  for (const body of ['', 'null', '[]', '"text"', '{"rights":', '\u0000']) {
    const answer = await request.post('/api/requests', { data: body, headers: { 'content-type': 'application/json' } })
    expect.soft(answer.status(), body).toBe(422)
  }
  expect(await mailsTo(good.email)).toEqual([])
})

test('a megabyte in the form without scripts is refused in words', async ({ browserOf }) => {
  const page = await browserOf({ javaScriptEnabled: false })
  await page.goto('/request')
  await page.getByLabel(say.name).fill('Large')
  await page.getByLabel(say.message).fill('x'.repeat(1_100_000))
  await page.getByRole('button', { name: say.send }).click()
  await expect(page.getByText('This is more than the form can carry')).toBeVisible()
})

test('script in every field is shown as the text that it is', async ({ page }) => {
  const email = unknownAddress()
  const script = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
  await fillAndSend(page, { name: script, email, message: script, right: 'access' }, 'en')
  const mail = await mailTo(email, subjects.confirm)
  expect(mail.html).not.toContain('<img')
  expect(mail.html).not.toContain('<script')
  await confirm(page, email, 'en')
  await expect(page).not.toHaveTitle(/^[12]$/)
})
