import { getTranslations } from 'next-intl/server'
import { PublicShell } from '@/components/shell/public-shell'
import { LinkButton, TextLink } from '@/components/ui/link-button'

const rights = ['access', 'deletion', 'modification', 'transfer'] as const

export default async function HomePage() {
  const t = await getTranslations('common.home')
  return (
    <PublicShell>
      <h1 className="max-w-[22ch] text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t('lead')}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <LinkButton href="/request">{t('make')}</LinkButton>
        <LinkButton href="/follow" variant="quiet">
          {t('follow')}
        </LinkButton>
      </div>
      <div className="mt-14 grid gap-x-12 gap-y-10 sm:grid-cols-2">
        <section>
          <h2 className="text-xl">{t('rights.title')}</h2>
          <dl className="mt-3 grid gap-4">
            {rights.map((right) => (
              <div key={right}>
                <dt className="font-semibold">{t(`rights.${right}.name`)}</dt>
                <dd className="text-soft">{t(`rights.${right}.text`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h2 className="text-xl">{t('steps.title')}</h2>
          <ol className="mt-3 grid list-decimal gap-4 pl-5 marker:font-semibold marker:text-action">
            {(['ask', 'confirm', 'check', 'answer'] as const).map((step) => (
              <li key={step}>{t(`steps.${step}`)}</li>
            ))}
          </ol>
        </section>
      </div>
      <p className="mt-14 text-soft">
        {t('staff')} <TextLink href="/signin">{t('signIn')}</TextLink>
      </p>
    </PublicShell>
  )
}
