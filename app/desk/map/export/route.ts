import { requireStaff } from '@/lib/auth/staff-session'
import { mapAt, newestVersion } from '@/lib/queries/map-versions'
import { renderDataMap } from '@/lib/schemas/data-map'

/** The map as one YAML file, to be reviewed like code; `?version=3` for an older one. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireStaff()
  const asked = new URL(request.url).searchParams.get('version')
  const known = asked === null || /^[1-9]\d{0,8}$/.test(asked)
  const found = !known ? null : asked === null ? await newestVersion(actor) : await mapAt(actor, Number(asked))
  if (!found) return new Response('There is no such version of the data map.\n', { status: 404 })
  return new Response(renderDataMap(found.map), {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="data-map-${found.version}.yaml"`,
      'cache-control': 'private, no-store',
    },
  })
}
