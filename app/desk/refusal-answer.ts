import { getTranslations } from 'next-intl/server'
import type { Refusal } from '@/lib/domain/outcome'
import { refusal } from './act'

/** A refusal in words, for the form that was refused. A system's failure says its class, which tells what to check. */
export async function refusalAnswer({ reason, detail }: Refusal): Promise<{ ok: false; message: string }> {
  if (reason === 'system-unreachable' && detail?.failure !== undefined) {
    const failures = await getTranslations('admin.failure')
    return { ok: false, message: failures(String(detail.failure)) }
  }
  const said = await refusal(reason, detail)
  return { ok: false, message: said?.message ?? reason }
}

/** A field of a form as text; an upload or a missing field is an empty one. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
