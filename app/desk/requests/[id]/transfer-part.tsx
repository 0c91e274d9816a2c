import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { DeliveryLine } from '@/components/desk/transfers/delivery-line'
import { WhoAccepts } from '@/components/desk/transfers/destination'
import { Disclosure } from '@/components/ui/disclosure'
import { SubmitButton } from '@/components/ui/submit-button'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskItem, DeskRequest } from '@/lib/queries/desk-request'
import { itemTransfer } from '@/lib/queries/item-transfer'
import { redrawAction, retryAction } from './transfer-actions'

type Props = { actor: StaffActor; request: DeskRequest; item: DeskItem }

/** After the signature: for whose word it waits, how far the package is, and the receipt. */
export async function TransferPart({ actor, request, item }: Props) {
  const transfer = await itemTransfer(actor, item.id)
  if (!transfer) return null
  const { acceptances, delivery, receiver } = transfer
  const { timeZone } = request
  const hidden = delivery && { requestId: request.id, deliveryId: delivery.id, version: delivery.version }
  return (
    <>
      {item.status === 'approved' && <Waiting names={pendingOf(acceptances)} />}
      <WhoAccepts lines={acceptances} timeZone={timeZone} brief />
      {delivery && (
        <DeliveryLine
          {...{ delivery, receiver, timeZone }}
          retry={hidden && may(actor, 'manageReceivers') ? { action: retryAction, hidden } : null}
        />
      )}
      {item.status === 'approved' && may(actor, 'approvePlan') && (
        <Redraw hidden={{ requestId: request.id, version: item.version }} />
      )}
    </>
  )
}

const pendingOf = (lines: { status: string; controller: string }[]) =>
  lines.filter(({ status }) => status === 'pending').map(({ controller }) => controller)

async function Waiting({ names }: { names: string[] }) {
  const t = await getTranslations('transfers.delivery')
  if (names.length === 0) return null
  return <p className="font-medium">{t('waitsFor', { count: names.length, names: names.join(', ') })}</p>
}

/** Where the receiver changed or went, or the signature was a mistake: nothing has left yet. */
async function Redraw({ hidden }: { hidden: Record<string, string | number> }) {
  const t = await getTranslations('transfers.redraw')
  return (
    <Disclosure summary={t('title')}>
      <ActionForm action={redrawAction} hidden={hidden} className="grid max-w-measure gap-3">
        <p className="text-soft">{t('text')}</p>
        <div>
          <SubmitButton variant="quiet" pendingLabel={t('pending')}>
            {t('submit')}
          </SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  )
}
