import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { DateText } from '@/components/ui/date-text'
import { StatusMark } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'

type Token = { id: string; name: string; by: string | null; lastUsedAt: string | null; revokedAt: string | null }

/** `revoke` is null for who may only read. */
export function TokenTable({ tokens, revoke }: { tokens: Token[]; revoke: DeskAction | null }) {
  const t = useTranslations('suppression.tokens')
  if (tokens.length === 0) return <p className="text-soft">{t('none')}</p>
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('by')}</Th>
          <Th>{t('used')}</Th>
          <Th>{t('state')}</Th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Tr key={token.id}>
            <RowHead className="wrap-anywhere">{token.name}</RowHead>
            <Td label={t('by')}>{token.by}</Td>
            <Td label={t('used')}>{token.lastUsedAt ? <DateText value={token.lastUsedAt} clock /> : t('never')}</Td>
            <Td label={t('state')}>
              {token.revokedAt ? (
                <StatusMark tone="closed">
                  {t('revoked')} <DateText value={token.revokedAt} />
                </StatusMark>
              ) : (
                <span className="inline-flex flex-wrap items-baseline gap-x-4">
                  <StatusMark tone="open">{t('active')}</StatusMark>
                  {revoke && (
                    <ActionForm action={revoke} hidden={{ tokenId: token.id }}>
                      <SubmitButton variant="link" pendingLabel={t('revoking')}>
                        {t('revoke')} <span className="sr-only">{token.name}</span>
                      </SubmitButton>
                    </ActionForm>
                  )}
                </span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
