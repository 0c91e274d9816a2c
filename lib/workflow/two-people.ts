// Two signatures of two people. Two accounts are one person while one of them knows the other's password: whoever added a
// colleague does, until the colleague has chosen another one.
import { db } from '../platform/db/client'

type Signed = { preparedBy: string | null; preparedAt: Date | null }

/** Whether one of the two added the other, and the password with which that one signed was still the first. */
export async function knowsTheOthersPassword(plan: Signed, approver: string): Promise<boolean> {
  const { preparedBy, preparedAt } = plan
  if (preparedBy === null || preparedBy === approver) return false
  const users = await db.staffUser.findMany({
    where: { id: { in: [preparedBy, approver] } },
    select: { id: true, createdBy: true, passwordChangedAt: true },
  })
  return users.some(({ id, createdBy, passwordChangedAt }) => {
    if (createdBy !== (id === approver ? preparedBy : approver)) return false
    if (passwordChangedAt === null) return true
    return id === preparedBy && preparedAt !== null && passwordChangedAt > preparedAt
  })
}
