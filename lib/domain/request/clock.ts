import type { Deadline, DeadlineStep } from '../deadline-terms'

/** What is kept of the clock beside its dates (`subject_request.clock`): why it ends on that day, by which calendar. */
export type FrozenClock = {
  steps: DeadlineStep[]
  calendarVersion: string
  oneMonthDue: string
  internalTarget: string
  unpausedDue: string
}

export const freezeClock = (deadline: Deadline): FrozenClock => ({
  steps: deadline.steps,
  calendarVersion: deadline.calendarVersion,
  oneMonthDue: deadline.oneMonthDue.toString(),
  internalTarget: deadline.internalTarget.toString(),
  unpausedDue: deadline.unpausedDue.toString(),
})
