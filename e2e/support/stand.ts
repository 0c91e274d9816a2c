// What `bin/run/stand.mjs` hands to the journeys: the addresses of the product, of the mail catcher, of the databases.
export type Role = 'dpo' | 'agent' | 'auditor' | 'administrator' | 'colleague' | 'controller'
export type SignIn = { role: Role; email: string; password: string }

export function standEnv(name: 'MAIL_URL' | 'SAMPLE_DATABASE_URL' | 'MIGRATION_DATABASE_URL' | 'SIGN_INS'): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: the journeys run on a stand, see bin/run/stand.mjs`)
  return value
}

/** `number`: which of several with the same role, from 0. */
export function signInOf(role: Role, number = 0): SignIn {
  const known = (JSON.parse(standEnv('SIGN_INS')) as SignIn[]).filter((one) => one.role === role)[number]
  if (!known) throw new Error(`nobody of the sample desk is ${role} number ${number}`)
  return known
}
