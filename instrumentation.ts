/** Before the first request: a wrong environment or a wrong key ends the process with a clear line for each thing wrong. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { requireEnv } = await import('@/lib/platform/env')
  const { PUBLIC_URL } = requireEnv()
  process.env.NEXTAUTH_URL ??= PUBLIC_URL
  const { KeyringError, verifyKeyCheck } = await import('@/lib/platform/keys')
  const { writeOnlyAfter } = await import('@/lib/platform/db/client')
  const check = () =>
    verifyKeyCheck().catch((error) => {
      if (!(error instanceof KeyringError)) throw error
      console.error(error.message)
      process.exit(1)
    })
  // A database that is away is no reason to stay away too: /api/health says so until it is back. Then the first write
  // checks the keys: what another key encrypts nobody can read again.
  await check().catch(() => writeOnlyAfter(check))
}
