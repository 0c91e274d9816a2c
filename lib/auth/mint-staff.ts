import { type StaffActor, type StaffRole, staffRoles } from '../domain/actor'

const isRole = (role: string): role is StaffRole => (staffRoles as readonly string[]).includes(role)

/** For whoever was just recognised: by password, or by a session that the database still honours. */
export function mintStaff(user: { id: string; name: string; role: string }): StaffActor {
  if (!isRole(user.role)) throw new Error('this user has a role that nobody defined')
  return { kind: 'staff', userId: user.id, name: user.name, role: user.role } as StaffActor
}

/** Made by a colleague, who still knows it. */
export const hasFirstPassword = (user: { createdBy: string | null; passwordChangedAt: Date | null }): boolean =>
  user.createdBy !== null && user.passwordChangedAt === null
