// How long a company's server is waited for.
export type SessionLimits = {
  statementTimeoutMs: number
  erasureTimeoutMs: number
  lockTimeoutMs: number
  connectTimeoutMs: number
  /** How long the reply to COMMIT is waited for before its outcome is asked on another connection. */
  commitReplyMs: number
}

export const usualLimits: SessionLimits = {
  statementTimeoutMs: 120_000,
  erasureTimeoutMs: 600_000,
  lockTimeoutMs: 5_000,
  connectTimeoutMs: 5_000,
  commitReplyMs: 60_000,
}
