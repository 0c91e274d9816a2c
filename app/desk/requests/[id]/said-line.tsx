import { getTranslations } from 'next-intl/server'
import { EventTitle } from '@/components/desk/request/case-timeline'
import { Said } from '@/components/desk/said'
import { DateText } from '@/components/ui/date-text'
import type { StaffActor } from '@/lib/domain/actor'
import { caseFile, type Happening } from '@/lib/queries/desk-case-file'
import type { DeskRequest } from '@/lib/queries/desk-request'

const stale = ['conflict', 'wrong-status', 'plan-changed']

/** What became of the last act, by the code in the address; where somebody was faster, what they did. */
export async function SaidLine({
  code,
  actor,
  request,
}: {
  code: string | string[] | undefined
  actor: StaffActor
  request: DeskRequest
}) {
  if (typeof code !== 'string') return null
  const [t, reasons] = await Promise.all([getTranslations('desk.said'), getTranslations('reasons')])
  if (!stale.includes(code)) {
    const said = sayNow(code, request)
    return t.has(said) ? <Said ok>{t(said)}</Said> : null
  }
  const last = (await caseFile(actor, request.id)).find(({ event }) => event !== 'personal-data.read')
  return (
    <Said ok={false}>
      <p>{reasons(code)}</p>
      {last && <Last entry={last} timeZone={request.timeZone} />}
    </Said>
  )
}

/** The page renews itself while a plan runs, with the same address: what ran to its end is not said to be running. */
function sayNow(code: string, { items }: DeskRequest): string {
  const runs = items.some(({ status }) => status === 'approved')
  return code === 'plan-approved' && !runs ? 'plan-carried-out' : code
}

async function Last({ entry, timeZone }: { entry: Happening; timeZone: string }) {
  const [t, event] = await Promise.all([getTranslations('desk.said'), getTranslations('desk.event')])
  return (
    <p className="font-normal">
      {t('last')} <EventTitle entry={entry} />, {entry.name ?? event(`by.${entry.by}`)},{' '}
      <DateText value={entry.at} timeZone={timeZone} clock />
    </p>
  )
}
