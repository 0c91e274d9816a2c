import { useTranslations } from 'next-intl'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Disclosure } from '@/components/ui/disclosure'

type RequestNoticeProps = { controller: string; dpo: { email: string; name?: string; address?: string } }

/** How the request itself is processed (Art. 13 GDPR). */
export function RequestNotice({ controller, dpo }: RequestNoticeProps) {
  const t = useTranslations('public.request.notice')
  const points = ['purpose', 'basis', 'seen', 'kept', 'rights'] as const
  return (
    <Disclosure summary={t('summary')} className="max-w-public border-rule border-y">
      <p className="mb-4">{t('who', { controller })}</p>
      <DescriptionList>
        {points.map((point) => (
          <Fact key={point} term={t(point)}>
            {t(`${point}Text`)}
          </Fact>
        ))}
        <Fact term={t('contact')}>
          {dpo.name && <>{dpo.name}, </>}
          <a href={`mailto:${dpo.email}`} className="prose-link">
            {dpo.email}
          </a>
          {dpo.address && <>, {dpo.address}</>}
        </Fact>
      </DescriptionList>
    </Disclosure>
  )
}
