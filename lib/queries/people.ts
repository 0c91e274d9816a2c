// Who works at the desk. Never a password's hash.
import type { StaffActor, StaffRole } from '../domain/actor'
import { db } from '../platform/db/client'

export type Colleague = {
  id: string
  email: string
  name: string
  role: StaffRole
  since: string
  disabledAt: string | null
  assigned: number
}

/** Those who can sign in first, then by name. */
export async function colleagues(_actor: StaffActor): Promise<Colleague[]> {
  const rows = await db.staffUser.findMany({
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      createdAt: true,
      disabledAt: true,
      _count: { select: { assigned: { where: { closedAt: null } } } },
    },
    orderBy: [{ disabledAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }],
  })
  return rows.map(({ createdAt, disabledAt, _count, role, ...row }) => ({
    ...row,
    role: role as StaffRole,
    since: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
    assigned: _count.assigned,
  }))
}

export async function colleague(actor: StaffActor, id: string): Promise<Colleague | null> {
  return (await colleagues(actor)).find((one) => one.id === id) ?? null
}
