import { log } from '../platform/log'

/** For pages that turn a surprise into a kind sentence: the log still learns its class and place, never its text. */
export const reportFailure = (
  event: 'intake-failed' | 'follow-failed' | 'suppression-check-failed' | 'transfer-failed',
  error: unknown,
): void => log.error(event, {}, error)
