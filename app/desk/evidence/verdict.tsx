import { Download, ShieldCheck } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { StaffActor } from '@/lib/domain/actor'
import { verifyLedger } from '@/lib/queries/evidence-verify'

/** Recomputes the chain while the page is made, and says what came of it. */
export async function Verdict({ actor }: { actor: StaffActor }) {
  const [t, verdict] = await Promise.all([getTranslations('evidence.verify'), verifyLedger(actor)])
  if (!verdict.ok)
    return (
      <div role="alert" className="mb-6">
        <Notice kind="irreversible" title={t('brokenTitle', { seq: verdict.seq })}>
          <p>{t(`broken.${verdict.reason}`)}</p>
          <p>{t('brokenText')}</p>
        </Notice>
      </div>
    )
  return (
    <div role="status" className="mb-6">
      <Notice kind="verified" title={t('title')}>
        <p>{t('text', { entries: verdict.entries, seq: verdict.head.seq })}</p>
        <p>
          <code className="wrap-anywhere">{verdict.head.hash}</code>
        </p>
        <p>{t('keep')}</p>
      </Notice>
    </div>
  )
}

/** `reference`: the case that is shown, if it is one. */
export async function EvidenceActions({ reference, mayExport }: { reference?: string; mayExport: boolean }) {
  const t = await getTranslations('evidence')
  return (
    <>
      <form method="get" action="/desk/evidence">
        <input type="hidden" name="verify" value="1" />
        <Button type="submit" variant="quiet">
          <ShieldCheck aria-hidden />
          {t('verify.button')}
        </Button>
      </form>
      {mayExport && (
        // By POST: a taking is recorded, and no browser takes ahead of the click.
        <form method="post" action="/desk/evidence/export" title={t('export.hint')}>
          {reference && <input type="hidden" name="reference" value={reference} />}
          <Button type="submit" variant="quiet">
            <Download aria-hidden />
            {t(reference ? 'export.case' : 'export.all')}
          </Button>
        </form>
      )}
    </>
  )
}
