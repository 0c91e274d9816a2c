/** Before the first request: a wrong environment ends the process with one line for each thing wrong. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { requireEnv } = await import('@/lib/platform/env')
  const { PUBLIC_URL } = requireEnv()
  process.env.NEXTAUTH_URL ??= PUBLIC_URL
}
