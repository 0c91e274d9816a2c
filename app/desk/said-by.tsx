import { getTranslations } from 'next-intl/server'
import { Said } from '@/components/desk/said'

/** What became of the last act, by the code in the address: a word of the page's own, or the reason why not. */
export async function SaidBy({ code, area }: { code: string | string[] | undefined; area: string }) {
  if (typeof code !== 'string' || !/^[a-z-]{1,40}$/.test(code)) return null
  const [t, reasons] = await Promise.all([getTranslations(area), getTranslations('reasons')])
  if (t.has(code)) return <Said ok>{t(code)}</Said>
  return reasons.has(code) ? <Said ok={false}>{reasons(code)}</Said> : null
}
