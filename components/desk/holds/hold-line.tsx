import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { MatterKind } from '@/lib/domain/matter'

/** On a request and its plan: which matters keep something of it. */
export function HoldLine({ holds }: { holds: { id: string; reference: string; kind: MatterKind }[] }) {
  const t = useTranslations('holds')
  if (holds.length === 0) return null
  return (
    <Notice title={t('mark.title', { count: holds.length })} className="mb-6">
      <ul>
        {holds.map(({ id, reference, kind }) => (
          <li key={id}>
            {t(`kind.${kind}`)}: <TextLink href={`/desk/holds/${id}`}>{reference}</TextLink>
          </li>
        ))}
      </ul>
      <p>{t('mark.text')}</p>
    </Notice>
  )
}
