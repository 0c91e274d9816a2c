import { db, type Prisma } from '../platform/db/client'

export type RestrictionCase = Prisma.RestrictionGetPayload<{ include: { item: { include: { request: true } } } }>

export const loadRestriction = (id: string): Promise<RestrictionCase | null> =>
  db.restriction.findUnique({ where: { id }, include: { item: { include: { request: true } } } })
