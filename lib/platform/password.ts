// Passwords of staff: argon2id, 64 MiB, 3 passes (ASVS v5.0.0-11.4.2). No length is cut off, no composition is asked.
import { hash, verify } from '@node-rs/argon2'

// 2 is argon2id; the package's enum is erased at build time and cannot be imported under isolatedModules.
const parameters = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 200

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), parameters)

let nobody: Promise<string> | undefined

/** `null`: there is no such user, which takes as long as a wrong password (ASVS v5.0.0-6.3.8). */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await nobody), password.normalize('NFC'))
  return stored !== null && matches
}
