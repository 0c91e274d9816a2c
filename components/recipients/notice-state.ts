import type { ReadNotice } from '@/lib/domain/recipients/notice'

export const noticeFailures = [
  'reason-missing',
  'answer-missing',
  'notice-answered',
  'too-many-requests',
  'unavailable',
] as const
export type NoticeFailure = (typeof noticeFailures)[number]

/** What the page shows after a post. `gone`: the link does not work, whatever the reason. */
export type NoticeState =
  | { shown: 'gone' }
  | { shown: 'thanks' }
  | { shown: 'failure'; failure: NoticeFailure }
  | { shown: 'notice'; notice: ReadNotice; failure?: NoticeFailure; answer?: string; reason?: string }
export type NoticeAction = (before: NoticeState | null, form: FormData) => Promise<NoticeState>
