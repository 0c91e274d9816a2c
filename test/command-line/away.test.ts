import { expect, test } from 'vitest'
import { testKeyring } from '../support/product-database'
import { habeas } from './terminal'

test('Habeas’s own database away is exit code 3, in words and in JSON', async () => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody:hidden-word@127.0.0.1:9/habeas',
    PUBLIC_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-00',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'privacy@tramontane.example',
    HABEAS_KEYRING: testKeyring(),
    LOG_LEVEL: 'silent',
  })
  const env = { HABEAS_USER: 'dpo@example.com', HABEAS_PASSWORD: 'whatever it is' }
  const told = await habeas(['request', 'list'], env)
  expect(told).toMatchObject({ code: 3, out: '' })
  expect(told.err).toMatch(/does not answer/)
  const asJson = await habeas(['request', 'list', '--json'], env)
  expect(asJson.json()).toMatchObject({ ok: false, reason: 'database-away' })
  expect(asJson.out).not.toContain('hidden-word')
})
