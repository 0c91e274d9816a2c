import { emptiedPlan } from '../domain/plan/left-out'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { Prisma, Transaction } from '../platform/db/client'
import { closeSubjectFiles } from './close-subject-files'

/**
 * What is left of a request afterwards: dates, rights, counts. With the request's key gone, copies in backups are
 * unreadable too. The caller decides when: a request that lapsed, or whose retention has ended.
 */
export async function destroyPersonalData(tx: Transaction, requestId: string): Promise<void> {
  await tx.subjectRequest.update({
    where: { id: requestId },
    data: {
      wrappedKey: null,
      nameEnc: null,
      emailEnc: null,
      messageEnc: null,
      identifiersEnc: null,
      provenIdentifiersEnc: null,
      personKeysEnc: null,
      inferredKeysEnc: null,
      emailIndex: '',
      searchIndex: [],
      personIndex: [],
      submissionKey: null,
      version: { increment: 1 },
    },
  })
  await tx.subjectLink.updateMany({ where: { requestId }, data: { provesEnc: null } })
  await tx.letter.updateMany({
    where: { requestId },
    data: { recipientEnc: null, subjectEnc: null, textEnc: null, htmlEnc: null, recipientIndex: '' },
  })
  await tx.requestItem.updateMany({ where: { requestId }, data: { reasonEnc: null } })
  // Counts and digests, yet with the dates of the person's own documents.
  await tx.systemFinding.deleteMany({ where: { requestId } })
  // A follow-up under way is still carried out as it was drawn; it is emptied with its memory.
  const drawn = { OR: [{ memoryId: null }, { closedAt: { not: null } }] }
  for (const { id, document } of await tx.plan.findMany({ where: { item: { requestId }, ...drawn } })) {
    const emptied = emptiedPlan(document as unknown as PlanDocument)
    await tx.plan.update({ where: { id }, data: { document: emptied as unknown as Prisma.InputJsonValue } })
  }
  await tx.manualTask.updateMany({ where: { item: { requestId } }, data: { noteEnc: null, fileName: null } })
  const ofRequest = { item: { requestId } }
  await tx.correctionWish.updateMany({
    where: ofRequest,
    data: { presentEnc: null, wantedEnc: null, wordsEnc: null, adaptedEnc: null, reasonEnc: null },
  })
  await tx.transferWish.updateMany({ where: ofRequest, data: { namedEnc: null } })
  await tx.transferAcceptance.updateMany({ where: ofRequest, data: { reasonEnc: null } })
  await tx.correctionPlace.deleteMany({ where: { wish: ofRequest } })
  await tx.restriction.updateMany({ where: { requestId }, data: { reasonEnc: null } })
  await tx.recipientNotice.updateMany({
    where: { requestId },
    data: { bodyEnc: null, reasonEnc: null, tokenHash: null, tokenUntil: null },
  })
  await closeSubjectFiles(tx, requestId)
}
