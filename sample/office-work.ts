// What the people at the desk do beside the requests: rules, holds, the suppression list, a reminder.
import { workerActor } from '@/lib/auth/worker-actor'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { today } from '@/lib/platform/clock'
import { matterForm } from '@/lib/schemas/matter'
import { addMachineToken } from '@/lib/workflow/add-machine-token'
import { addSuppression } from '@/lib/workflow/add-suppression'
import { changeRule } from '@/lib/workflow/change-rule'
import { chaseTasks } from '@/lib/workflow/chase-tasks'
import { placeMatter } from '@/lib/workflow/place-matter'
import { retireRule } from '@/lib/workflow/retire-rule'
import { must } from './must'
import type { Desk } from './staff'

/** Longer than the shipped rule for some fields: two rules on one record, of which one ends on a day of any month. */
const lossChecks: Omit<HoldRule, 'version'> = {
  key: 'loss-checks-es',
  name: { en: 'Loss checks, Spain', fr: 'Contrôle des déficits, Espagne' },
  jurisdiction: 'ES',
  law: { reference: 'LGT, art. 66 bis.2', url: 'https://www.boe.es/buscar/act.php?id=BOE-A-2003-23186#a66bis' },
  documentType: 'invoice',
  needs: [
    'legal-name',
    'postal-address',
    'tax-number',
    'document-number',
    'document-date',
    'document-status',
    'line',
    'amount',
    'country',
    'currency',
  ],
  start: 'that-date',
  period: 'P10Y',
  regime: 'blocked',
  after: 'erase',
  source: 'Advice of Tramontane’s counsel',
  reviewedOn: '2026-09-01',
  note: {
    en: 'Counted from the document; the law counts from the end of the term for the tax return, some months later: to be confirmed.',
    fr: 'Compté à partir du document ; la loi compte à partir de la fin du délai de déclaration, quelques mois plus tard : à confirmer.',
  },
}

export async function writeOwnRule({ dpo }: Desk): Promise<void> {
  const reason = 'Counsel of Madrid, 1 September: losses of 2016 and later are still carried forward.'
  must(await changeRule(dpo, { rule: lossChecks, seen: 0, reason }))
}

/** A weaker office waits a day, and anybody may take it back until then. */
export async function retireARule({ secondDpo }: Desk): Promise<void> {
  const reason = 'We sell nothing to consumers; the rule came with the product.'
  must(await retireRule(secondDpo, { key: 'consumer-contract-fr', seen: 1, reason }))
}

export async function fillTheList({ dpo }: Desk): Promise<void> {
  const values = ['martine.perrin@example.net', 'ne-plus-ecrire@example.org', '+33 6 39 98 77 20']
  must(await addSuppression(dpo, { values }))
  must(await addMachineToken(dpo, { name: 'Newsletter tool', scope: 'suppression' }))
}

const hold = {
  ...{ told: 'ground-only', systems: [], datasets: [], from: null, to: null, requestId: null },
} as const
const person = (value: string) => [{ kind: 'email', value }]

/** One that has to be looked at again today, and one of which somebody asks for the deletion. */
export async function placeHolds({ agent, dpo }: Desk): Promise<void> {
  const day = today('Europe/Paris')
  const audit = {
    ...{ ...hold, kind: 'audit', name: 'Inspection of the Berlin office', reference: 'AUD 2026-031' },
    ...{ told: 'told', identifiers: person('joerg.weiss@example.org'), from: '2020-01-01', to: '2023-12-31' },
    datasets: ['self-billed-invoice', 'self-billed-invoice-line', 'payment'],
    reason: 'Finanzamt Berlin asks for the statements of 2020 to 2023; the papers must stay as they are.',
    reviewOn: day.add({ days: 30 }).toString(),
  }
  const dispute = {
    ...{ ...hold, kind: 'dispute', name: 'Claim about unpaid commissions', reference: 'LIT 2026-007' },
    identifiers: person('anna.schneider@example.net'),
    reason: 'Letter of her lawyer: commissions of two campaigns are contested. Clicks and statements are the proof.',
    reviewOn: day.add({ days: 40 }).toString(),
  }
  must(await placeMatter(agent, matterForm.parse(audit)))
  must(await placeMatter(dpo, matterForm.parse(dispute)))
}

export async function chaseTheLate(): Promise<void> {
  must(await chaseTasks(workerActor()))
}
