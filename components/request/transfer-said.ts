/** What becomes of the forms of a transfer. Apart, since both the browser and the action read it. */
export const transferProblems = [
  'receiver-name-missing',
  'country-unknown',
  'contact-missing',
  'words-unfit',
  'words-too-long',
] as const
export type TransferProblem = (typeof transferProblems)[number]
export const transferSaid = [
  'changed',
  'confirmed',
  'unticked',
  'receiver-changed',
  'wrong-status',
  'conflict',
  'not-permitted',
  'unavailable',
] as const
export type TransferSaid = (typeof transferSaid)[number]
