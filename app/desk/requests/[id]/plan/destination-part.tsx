import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Destination, LinkReceiver, WhoAccepts } from '@/components/desk/transfers/destination'
import type { StaffActor } from '@/lib/domain/actor'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'
import { may, permits } from '@/lib/domain/request/status'
import type { DeskItem, DeskRequest } from '@/lib/queries/desk-request'
import { type ItemAcceptance, type ItemTransfer, itemTransfer } from '@/lib/queries/item-transfer'
import { newestMap } from '@/lib/queries/office'
import { receiversInUse } from '@/lib/queries/receivers'
import { openRequest } from '@/lib/workflow/open-request'
import { linkReceiverAction } from './link-action'

type Props = { actor: StaffActor; request: DeskRequest; item: DeskItem; plan: PortabilityPlan }

/** Above what leaves: to whom. Below it: who has to accept. */
export async function DestinationPart({ children, ...props }: Props & { children: ReactNode }) {
  const { actor, request, item, plan } = props
  const [t, transfer, opened] = await Promise.all([
    getTranslations('transfers.destination'),
    itemTransfer(actor, item.id),
    openRequest(actor, { requestId: request.id }),
  ])
  if (!transfer) return children
  const links = permits('setTransferWish', item.status) && may(actor, 'manageReceivers')
  return (
    <>
      <section aria-labelledby="destination" className="mb-10">
        <h2 id="destination" className="mb-2 text-xl">
          {t('title')}
        </h2>
        <Destination
          toWhom={transfer.wish?.toWhom ?? null}
          named={opened.ok ? opened.person.receiver : null}
          receiver={transfer.receiver}
          confirmedAt={transfer.wish?.confirmedAt ?? null}
          on={request.today}
          timeZone={request.timeZone}
        >
          {links && transfer.wish && !transfer.wish.confirmedAt && (
            <LinkReceiver
              action={linkReceiverAction}
              hidden={{ requestId: request.id, version: transfer.wish.version }}
              receivers={await receiversInUse(actor)}
              chosen={transfer.receiver?.key ?? null}
            />
          )}
        </Destination>
      </section>
      {children}
      <WhoAccepts lines={await accepting(plan, transfer)} timeZone={request.timeZone} />
    </>
  )
}

/** Asked already, or as the plan says who will be. */
async function accepting(plan: PortabilityPlan, { acceptances }: ItemTransfer): Promise<ItemAcceptance[]> {
  if (acceptances.length > 0) return acceptances
  const names = new Map((await newestMap())?.map.controllers.map(({ key, name }) => [key, name]))
  return plan.acceptances.map(({ controller, why }) => ({
    controller: names.get(controller) ?? controller,
    why,
    ...{ status: 'needed', askedAt: '', decidedAt: null },
  }))
}
