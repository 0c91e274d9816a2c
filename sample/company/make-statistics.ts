import type { Row } from './bulk-insert'
import type { Calendar } from './calendar'
import type { CampaignRow } from './make-campaigns'
import { type Country, names } from './names'
import { places } from './places'
import { chance } from './random'

const countryNames: Record<Country, string> = {
  FR: 'France',
  PT: 'Portugal',
  ES: 'España',
  IT: 'Italia',
  DE: 'Deutschland',
}

const subsidiaryNames: Record<Country, string> = {
  FR: 'Tramontane SAS',
  PT: 'Tramontane Portugal Lda.',
  ES: 'Tramontane España S.L.',
  IT: 'Tramontane Italia S.r.l.',
  DE: 'Tramontane Deutschland GmbH',
}

const countries = Object.keys(names) as Country[]

export const makeCountries = (): Row[] =>
  countries.map((code) => ({ code, name: countryNames[code], vat_rate: places[code].vat.toFixed(1) }))

export const makeSubsidiaries = (): Row[] =>
  countries.map((country) => {
    const { streets, towns, numberFirst } = places[country]
    const street = streets[0] ?? ''
    const [postalCode, city] = towns[0] ?? ['', '']
    return {
      code: `TRM-${country}`,
      name: subsidiaryNames[country],
      country,
      street: numberFirst ? `1 ${street}` : `${street} 1`,
      postal_code: postalCode,
      city,
      vat_no: `${country}000000000`,
    }
  })

/** Sums of the last thirty days, for the sixty first campaigns. */
export function makeCampaignDays(seed: number, calendar: Calendar, campaigns: readonly CampaignRow[]): Row[] {
  const luck = chance(seed, 'campaign_day')
  return campaigns.slice(0, 60).flatMap((campaign) =>
    Array.from({ length: 30 }, (_, index) => ({
      campaign_id: campaign.id,
      day: calendar.daysAgo(30 - index),
      clicks: luck.between(0, 9000),
      conversions: luck.between(0, 300),
      commission: (luck.between(0, 500_000) / 100).toFixed(2),
    })),
  )
}

export function makeBatchRuns(seed: number, calendar: Calendar): Row[] {
  const luck = chance(seed, 'batch_run')
  return Array.from({ length: 200 }, (_, index) => ({
    id: index + 1,
    job: luck.pick(['nightly-billing', 'click-import', 'fraud-scores', 'newsletter']),
    started_at: calendar.instant(1 + (199 - index), luck.between(0, 18_000)),
    seconds: luck.between(1, 3600),
    rows_handled: luck.between(0, 100_000),
  }))
}
