// How long a company's server is waited for.
export type SessionLimits = {
  statementTimeoutMs: number
  erasureTimeoutMs: number
  lockTimeoutMs: number
  connectTimeoutMs: number
  /** How long the reply to COMMIT is waited for before its outcome is asked on another connection. */
  commitReplyMs: number
  /** How long an erasure may say nothing: the server ends one whose worker sleeps, and lets its rows go. */
  idleErasureMs: number
}

export const usualLimits: SessionLimits = {
  statementTimeoutMs: 120_000,
  erasureTimeoutMs: 600_000,
  lockTimeoutMs: 5_000,
  connectTimeoutMs: 5_000,
  commitReplyMs: 60_000,
  // Longer than an erasure waits for a matter that is being placed (workflow/matter-lock).
  idleErasureMs: 150_000,
}
