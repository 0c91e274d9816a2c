import { describe, expect, it } from 'vitest'
import { authoritiesOf, authorityFor } from './supervisory-authorities'

const EEA_UK_CH =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')

describe('supervisory authorities', () => {
  it.each(EEA_UK_CH)('%s has at least one, over HTTPS', (country) => {
    const all = authoritiesOf(country)
    expect(all.length).toBe(country === 'DE' ? 16 : 1)
    for (const { web, complaintUrl } of all)
      for (const url of [web, complaintUrl ?? web]) expect(new URL(url).protocol).toBe('https:')
  })

  it('France has one for every region', () => {
    expect(authorityFor('FR')?.complaintUrl).toBe('https://www.cnil.fr/fr/plaintes')
    expect(authorityFor('FR', '57')).toEqual(authorityFor('FR'))
  })

  it('Germany has one for each Land, and none without it', () => {
    expect(authorityFor('DE', 'BY')?.web).toBe('https://www.lda.bayern.de')
    expect(authorityFor('DE', 'BY-A')).toEqual(authorityFor('DE', 'BY'))
    expect(authorityFor('DE', 'BE')?.name).toContain('Berlin')
    expect(authorityFor('DE')).toBeNull()
    expect(authorityFor('DE', 'XX')).toBeNull()
  })

  it('says nothing of other countries', () => expect(authorityFor('US')).toBeNull())
})
