// Two months at the sample company's desk, so that it is alive at first sight. Everything goes through the same verbs as
// in real life, at a clock that is moved, one day after the other; nobody of it is real.
import { moveClock } from '@/lib/platform/clock'
import { type Chapter, chapters } from './chapters'
import { chaseTheLate, fillTheList, placeHolds, retireARule, writeOwnRule } from './office-work'
import { type Backup, restoreABackup, someoneWithOldInvoices, takeABackup } from './past-erasures'
import { endHoldsUntil } from './past-nights'
import type { Desk } from './staff'
import { tellRequest } from './tell-request'

/** Her request is answered 38 days ago. */
const RESTORED = 'giulia.conti@example.com'

type Event = { daysAgo: number; happens: () => Promise<void> }

/** `companyUrl`: the company's own, since what it restores or restructures is not ours to write. */
export async function tellTheStory(desk: Desk, companyUrl: string): Promise<void> {
  const late = await someoneWithOldInvoices(companyUrl)
  const told: Chapter[] = late ? [{ ...late, daysAgo: 55 }, ...chapters] : chapters
  const requests = told.map(
    (chapter): Event => ({ daysAgo: chapter.daysAgo, happens: () => tellRequest(chapter, desk) }),
  )
  let backup: Backup | null = null
  const events: Event[] = [
    { daysAgo: 58, happens: () => writeOwnRule(desk) },
    { daysAgo: 50, happens: () => fillTheList(desk) },
    { daysAgo: 31, happens: () => placeHolds(desk) },
    {
      daysAgo: 39,
      happens: async () => {
        backup = await takeABackup(companyUrl, RESTORED)
      },
    },
    { daysAgo: 1, happens: async () => void (backup && (await restoreABackup(companyUrl, backup))) },
    { daysAgo: 0, happens: () => retireARule(desk) },
    { daysAgo: 0, happens: () => chaseTheLate() },
    ...requests,
  ]
  for (const { daysAgo, happens } of events.sort((one, other) => other.daysAgo - one.daysAgo)) {
    await endHoldsUntil(desk, daysAgo)
    moveClock(`-P${daysAgo}D`)
    await happens()
  }
  moveClock(null)
}
