import { reportFailure } from '@/lib/workflow/report-failure'

/** Null where it failed, the database being away most likely: the page then says so itself, scripts or not. */
export async function orDown<T>(work: () => Promise<T>): Promise<{ value: T } | null> {
  try {
    return { value: await work() }
  } catch (error) {
    reportFailure('follow-failed', error)
    return null
  }
}
