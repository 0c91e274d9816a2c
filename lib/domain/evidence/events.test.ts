import { describe, expect, it } from 'vitest'
import { evidence, evidenceBody } from './events'

describe('evidence', () => {
  it('is canonical text', () => {
    const event = evidence('personal-data.read', { system: 'crm', rows: 12, purpose: 'request', dataset: 'contacts' })
    expect(event).toMatchObject({ event: 'personal-data.read', version: 1 })
    expect(evidenceBody(event)).toBe('{"dataset":"contacts","purpose":"request","rows":12,"system":"crm"}')
  })

  it.each([
    ['an address', 'jose@example.com'],
    ['a text of several lines', 'Dear\nsirs'],
    ['a long text', 'x'.repeat(201)],
  ])('refuses %s, without repeating it', (_name, ground) => {
    const event = evidence('request.refused', { ground, letterId: null })
    expect(() => evidenceBody(event)).toThrow(/^request\.refused\.ground must not go into evidence$/)
  })

  it('refuses it in lists too', () => {
    const event = evidence('discovery.blocked', { round: 1, system: 'crm', problems: ['unreachable', 'a@b.fr'] })
    expect(() => evidenceBody(event)).toThrow('discovery.blocked.problems.1')
  })
})
