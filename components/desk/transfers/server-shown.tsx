import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/choices'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'

export type ShownCertificate = { subject: string; issuer: string; validUntil: string }
export type ShownHost = {
  host: string
  /** `SHA256:…` */
  fingerprint: string
  /** Of a certificate; null: a host key. */
  certificate: ShownCertificate | null
  /** Somebody whom we know vouches for it, under this name. Of a host key nobody does: the comparing is what counts. */
  trusted: boolean
}

/** What the server showed of itself, to be compared before anything secret is sent there. */
export function ServerShown({ shown }: { shown: ShownHost | null }) {
  const t = useTranslations('transfers.receiver.shown')
  if (!shown) return <Notice title={t('fetchTitle')}>{t('fetch')}</Notice>
  const { certificate, fingerprint, trusted, host } = shown
  return (
    <section aria-labelledby="shown" role="status" className="grid gap-4 border-action border-l-4 bg-sheet px-5 py-4">
      <h2 id="shown" className="font-semibold text-lg">
        {t(certificate ? 'certificate' : 'hostKey', { host })}
      </h2>
      <p className="font-mono text-lg leading-relaxed wrap-anywhere">{inFours(fingerprint)}</p>
      {certificate && (
        <DescriptionList>
          <Fact term={t('subject')}>{certificate.subject}</Fact>
          <Fact term={t('issuer')}>{certificate.issuer}</Fact>
          <Fact term={t('until')}>
            <DateText value={certificate.validUntil} />
          </Fact>
        </DescriptionList>
      )}
      {certificate && !trusted ? (
        <Notice kind="warning">
          <p>{t('untrusted')}</p>
        </Notice>
      ) : (
        <>
          {certificate && <p>{t('trusted')}</p>}
          <p>{t('compare')}</p>
          <input type="hidden" name="hostKey" value={fingerprint} />
          <Checkbox id="same" name={CONFIRMED} value="yes" required label={t('same')} />
        </>
      )}
    </section>
  )
}

/** Read aloud over the telephone in fours; a certificate’s comes in twos already. */
function inFours(fingerprint: string): string {
  const [kind = '', ...parts] = fingerprint.split(':')
  if (parts.length > 1) return `${kind} ${parts.join(' ')}`
  return `${kind} ${(parts[0]?.match(/.{1,4}/g) ?? []).join(' ')}`
}
