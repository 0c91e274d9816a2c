import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { LastChange } from '@/components/desk/admin/last-change'
import { TokenTable } from '@/components/desk/admin/token-table'
import { StatusMark } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import { machineTokens } from '@/lib/queries/machine-tokens'
import type { ShownSetting } from '@/lib/queries/settings'
import { suppressedCounts } from '@/lib/queries/suppression'
import { addTokenAction, changeSuppressionAction, revokeTokenAction } from './suppression-actions'

/** Who must not come back, and which programs may ask. */
export async function SuppressionPart({
  actor,
  shown,
}: {
  actor: StaffActor
  shown: ShownSetting<'suppress-on-erasure'>
}) {
  const [t, counts] = await Promise.all([getTranslations('suppression'), suppressedCounts(actor)])
  return (
    <>
      <section aria-labelledby="suppression" className="grid gap-3">
        <h2 id="suppression" className="text-lg">
          {t('title')}
        </h2>
        <p>{t('text')}</p>
        <p>
          <StatusMark tone={shown.value ? 'open' : 'closed'} className="whitespace-normal">
            {t(shown.value ? 'on' : 'off')}
          </StatusMark>
        </p>
        <p className="text-soft">{t('count', counts)}</p>
        <LastChange changed={shown.changed} />
        {may(actor, 'changeSettings') && (
          <ActionForm
            key={String(shown.value)}
            action={changeSuppressionAction}
            hidden={{ value: shown.value ? 'off' : 'on' }}
          >
            <SubmitButton variant="quiet" pendingLabel={t('saving')}>
              {t(shown.value ? 'switchOff' : 'switchOn')}
            </SubmitButton>
          </ActionForm>
        )}
      </section>
      <Tokens actor={actor} />
    </>
  )
}

async function Tokens({ actor }: { actor: StaffActor }) {
  const [t, tokens] = await Promise.all([getTranslations('suppression.tokens'), machineTokens(actor)])
  const manages = may(actor, 'manageTokens')
  return (
    <section aria-labelledby="tokens" className="grid gap-3">
      <h2 id="tokens" className="text-lg">
        {t('title')}
      </h2>
      <p>{t('text')}</p>
      <TokenTable tokens={tokens} revoke={manages ? revokeTokenAction : null} />
      {manages && (
        <ActionForm action={addTokenAction} className="grid gap-3">
          <TextField name="name" id="token-name" label={t('name')} hint={t('nameHint')} required maxLength={100} />
          <div>
            <SubmitButton variant="quiet" pendingLabel={t('making')}>
              {t('add')}
            </SubmitButton>
          </div>
        </ActionForm>
      )}
    </section>
  )
}
