import { describe, expect, it } from 'vitest'
import { EnvironmentError, parseEnv } from './env'

const complete = {
  DATABASE_URL: 'postgresql://app:secret@db.example:5432/habeas',
  PUBLIC_URL: 'https://privacy.example.com/',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  SMTP_URL: 'smtp://mail.example:587',
  MAIL_FROM: 'Privacy <privacy@example.com>',
  HABEAS_KEYRING_FILE: '/run/secrets/keyring.json',
}

function mistakes(source: Record<string, string | undefined>): string[] {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.lines
    throw error
  }
  return []
}

describe('the environment', () => {
  it('fills in what may be left out', () => {
    expect(parseEnv(complete)).toMatchObject({
      PUBLIC_URL: 'https://privacy.example.com',
      HABEAS_STORAGE_DIR: '.data/storage',
      HABEAS_TRUSTED_PROXIES: 0,
      PORT: 3000,
      LOG_LEVEL: 'info',
    })
  })

  it('says one line for each thing missing, and takes empty for absent', () => {
    const lines = mistakes({ ...complete, DATABASE_URL: '', NEXTAUTH_SECRET: undefined, HABEAS_KEYRING_FILE: '' })
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^DATABASE_URL is missing: a PostgreSQL URL/)
  })

  it.each([
    ['DATABASE_URL', 'mysql://app:hunter2@db/habeas'],
    ['NEXTAUTH_SECRET', 'hunter2'],
    ['PUBLIC_URL', 'https://example.com/hunter2'],
    ['PORT', 'hunter2'],
    ['PORT', '70000'],
    ['HABEAS_TRUSTED_PROXIES', '-1'],
    ['MAIL_FROM', 'a@example.com\r\nBcc: hunter2@example.com'],
    ['MAIL_FROM', 'a@example.com, hunter2@example.com'],
    ['LOG_LEVEL', 'hunter2'],
    ['HABEAS_CLOCK_OFFSET', 'hunter2'],
  ])('names %s and keeps its value to itself', (name, value) => {
    const lines = mistakes({ ...complete, [name]: value })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${name} `))
    expect(lines[0]).not.toContain('hunter2')
  })

  it('wants the keyring once', () => {
    expect(mistakes({ ...complete, HABEAS_KEYRING_FILE: undefined })).toHaveLength(1)
    expect(mistakes({ ...complete, HABEAS_KEYRING: '{}' })).toHaveLength(1)
  })
})
