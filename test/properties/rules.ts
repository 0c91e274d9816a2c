// Rules of law as they could be, for the two types of documents and the two countries that rows mostly speak of.
import fc from 'fast-check'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { startTransforms } from '@/lib/domain/hold-rule'
import type { PlanMatter } from '@/lib/domain/matter'
import * as invoicing from '@/lib/domain/plan/invoicing-fixture'

const terms = ['legal-name', 'postal-address', 'line', 'document-number', 'document-date', 'amount', 'country'] as const

const large: HoldRule['covers'] = { where: [{ term: 'amount', atLeast: 120 }] }

const condition = fc.record({
  needs: fc.subarray([...terms], { minLength: 1 }),
  start: fc.constantFrom(...startTransforms),
  period: fc.constantFrom('P1Y', 'P3Y', 'P6Y', 'P10Y'),
  after: fc.constantFrom('erase' as const, 'erase' as const, 'anonymise' as const),
  covers: fc.constantFrom(undefined, undefined, undefined, large),
  event: fc.constantFrom(undefined, undefined, undefined, 'last-payment' as const),
})

const ruleFor = (key: string, documentType: string, jurisdiction: string) =>
  condition.map(({ covers, event, period, ...more }): HoldRule => {
    const started = event && { startEvent: event, orElse: 'document' as const }
    const base = { ...more, ...started, ...(covers && { covers }), documentType }
    return invoicing.rule(key, jurisdiction, period, base)
  })

const places = ['invoice', 'contract'].flatMap((type) => ['FR', 'DE'].map((country) => [type, country] as const))

/** At least one for each type and country, since a plan without a rule only stops; some have two, some only a limit. */
export const anyRules: fc.Arbitrary<HoldRule[]> = fc
  .tuple(
    ...places.map(([type, country]) => ruleFor(`${type}-${country}`, type, country)),
    ...places.map(([type, country]) => fc.option(ruleFor(`${type}-${country}-2`, type, country))),
    ...places.map(([type, country]) =>
      fc.option(
        ruleFor(`${type}-${country}-limit`, type, country).map((rule) => ({ ...rule, effect: 'limit' as const })),
      ),
    ),
  )
  .map((rules) => rules.filter((rule) => rule !== null))

/** One in five has a matter: somewhere, or everywhere, with or without dates. */
export const anyMatter = (keys: string[]): fc.Arbitrary<PlanMatter[]> =>
  fc
    .record({
      placed: fc.nat(4),
      datasets: fc.subarray(keys.filter((key) => key !== 'outside')),
      from: fc.constantFrom(null, '2015-01-01', '2019-01-01'),
      to: fc.constantFrom(null, '2019-12-31', '2026-12-31'),
    })
    .map(({ placed, datasets, from, to }) =>
      placed > 0
        ? []
        : [{ id: 'm', reference: 'M-1', kind: 'dispute', told: 'told', systems: [], datasets, from, to } as const],
    )
