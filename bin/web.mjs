// `npm run web`: the web process alone, in production. Its environment is checked before the first request.
import { exists, handOver, NEXT, PEER_ADDRESS, ROOT } from './run/lib.mjs'

if (!exists('.next/BUILD_ID')) {
  console.error('Nothing is built yet: run `npm run build` first.')
  process.exit(1)
}
const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...process.env }
if (env.PUBLIC_URL) env.NEXTAUTH_URL ??= env.PUBLIC_URL
handOver(NEXT, ['start', '-p', env.PORT || '3000', '-H', env.HOST || '0.0.0.0'], {
  ...{ cwd: ROOT, env, imports: [PEER_ADDRESS] },
})
