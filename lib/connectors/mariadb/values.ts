// A row as it goes into a person's copy: nothing rounded or shifted; times in ISO, bytes in hexadecimal.
import type { TypeCast } from 'mysql2'

/** DATETIME as somebody wrote it; TIMESTAMP is a moment, read in UTC. */
export const isoTimes: TypeCast = (field, next) => {
  const value: unknown = next()
  if (typeof value !== 'string') return value
  if (field.type === 'TIMESTAMP') return `${value.replace(' ', 'T')}Z`
  return field.type === 'DATETIME' ? value.replace(' ', 'T') : value
}

export const withoutBuffers = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('hex') : value]),
  )
