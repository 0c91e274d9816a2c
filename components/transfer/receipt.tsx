import { useFormatter, useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'

type SeenFile = { name: string; bytes: number; sha256: string; verifiedBy: 'read-back' | 'digest' | 'size' | 'answer' }
export type ReceiptView = { files: SeenFile[]; host: string; fingerprint: string; at: string }

/** What was seen at the receiver after the transfer, in words: what, when, to whom, and how we know. */
export function Receipt({
  receipt,
  receiver,
  timeZone,
}: {
  receipt: ReceiptView
  receiver: { name: string; country: string } | null
  timeZone: string
}) {
  const t = useTranslations('public.receipt')
  return (
    <section aria-labelledby="receipt" className="grid gap-4 border-verified border-l-4 bg-sheet px-5 py-4">
      <h3 id="receipt" className="font-semibold text-lg">
        {t('title')}
      </h3>
      <DescriptionList>
        <Fact term={t('when')}>
          <DateText value={receipt.at} timeZone={timeZone} clock />
        </Fact>
        {receiver && (
          <Fact term={t('to')}>
            <span className="wrap-anywhere">{receiver.name}</span>, <CountryName code={receiver.country} />
          </Fact>
        )}
        <Fact term={t('server')}>
          <span className="wrap-anywhere">{receipt.host}</span>
        </Fact>
        {receipt.fingerprint !== '' && (
          <Fact term={t('recognised')}>
            <code className="break-all text-sm">{receipt.fingerprint}</code>
          </Fact>
        )}
      </DescriptionList>
      <ul className="grid gap-3">
        {receipt.files.map((file) => (
          <li key={file.name} className="border-rule border-t pt-3">
            <FileSeen file={file} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function FileSeen({ file }: { file: SeenFile }) {
  const t = useTranslations('public.receipt')
  const format = useFormatter()
  return (
    <>
      <p className="font-medium break-all">
        {file.name} <span className="font-normal text-soft">{t('bytes', { bytes: format.number(file.bytes) })}</span>
      </p>
      <p className="text-sm text-soft">
        SHA-256 <code className="break-all">{file.sha256}</code>
      </p>
      <p className="text-sm text-soft">{t(`verified.${file.verifiedBy}`)}</p>
    </>
  )
}
