// The person's own corrections, in both languages: what they said stands there as text, decisions once they are signed.
import { expect, test } from 'vitest'
import enCommon from '@/messages/en/common.json'
import enPublic from '@/messages/en/public.json'
import frCommon from '@/messages/fr/common.json'
import frPublic from '@/messages/fr/public.json'
import { renderer } from '@/test/support/rendered'
import { EvidencePart, type FileSaid, fileSaid, WishList, type WishView } from './corrections-part'
import { RestrictionPart, restrictionSaid } from './restriction-part'
import { WishForm } from './wish-form'

const render = renderer({
  en: { common: enCommon, public: enPublic },
  fr: { common: frCommon, public: frPublic },
})
const wish = (status: WishView['status'], more: Partial<WishView> = {}): WishView => ({
  ...{ id: status, label: 'Street', wanted: '1 rue Neuve', present: null, status },
  ...more,
})
const statuses: WishView['status'][] = ['open', 'accepted', 'adapted', 'refused', 'replaced']

test.each(['en', 'fr'] as const)('%s: no word is missing', (locale) => {
  const words = (locale === 'en' ? enPublic : frPublic).follow
  const list = render(locale, <WishList wishes={statuses.map((status) => wish(status))} decided />)
  for (const status of statuses) expect(list.html).toContain(words.corrections.status[status])
  const files = [{ id: 'f', kind: 'pdf', bytes: 12_000, receivedOn: '2026-11-22' }]
  const codes = [
    'received',
    'file-too-large',
    'file-not-picture',
    'files-too-many',
    'wrong-status',
    'file-missing',
    'unavailable',
  ]
  const parts = codes.map((said) =>
    render(locale, <EvidencePart token="t" open {...{ files }} said={said as FileSaid} />),
  )
  const form = render(
    locale,
    <WishForm
      token="t"
      data={[{ key: 'city', label: 'City', input: 'city' }]}
      countries={[]}
      count={0}
      action={async (s) => s}
    />,
  )
  for (const { missing } of [list, form, ...parts]) expect(missing).toEqual([])
  expect(form.html).toContain('name="corrections.city"')
})

test('what is not signed yet is not told as decided', () => {
  const { html } = render('en', <WishList wishes={[wish('refused')]} decided={false} />)
  expect(html).toContain('Being examined')
  expect(html).not.toContain('Refused')
})

test('hostile words are text', () => {
  const { html } = render(
    'en',
    <WishList wishes={[wish('open', { label: null, wanted: '<script>1</script>' })]} decided={false} />,
  )
  expect(html).toContain('&lt;script&gt;')
})

test('a code that is none of ours says nothing', () => {
  expect(fileSaid('received')).toBe('received')
  for (const code of ['<b>', undefined, ['received']]) expect(fileSaid(code)).toBeNull()
})

test.each(['en', 'fr'] as const)('%s: every state and every answer about a restriction has its words', (locale) => {
  const shown = { token: 't', action: async () => undefined }
  for (const status of ['asked', 'active', 'lift-announced', 'lifted', 'refused', null] as const)
    for (const said of ['asked', 'restriction-asked', 'wrong-status', 'not-permitted', 'unavailable', null]) {
      const { missing } = render(
        locale,
        <RestrictionPart {...shown} {...{ status }} open said={restrictionSaid(said)} />,
      )
      expect(missing).toEqual([])
    }
  expect(render(locale, <RestrictionPart {...shown} status={null} open={false} said={null} />).html).toBe('')
})
