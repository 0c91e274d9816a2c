// Grounds on which a right may be refused; each is named in the letter with its article (Art. 12(4) GDPR).
export const refusalGrounds = [
  'identity-not-proven', // Art. 12(2), 12(6)
  'not-identifiable', // Art. 11(2)
  'manifestly-unfounded', // Art. 12(5)(b)
  'excessive', // Art. 12(5)(b)
  'legal-obligation', // Art. 17(3)(b)
  'legal-claims', // Art. 17(3)(e)
  'rights-of-others', // Art. 15(4), 20(4)
  'processor-only', // Art. 28(3)(e)
  'not-provided-by-person', // Art. 20(1)
  'not-accepted', // Art. 28, 44: by the controller whose data it is
  'impossible', // recorded by the colleague who tried
] as const
export type RefusalGround = (typeof refusalGrounds)[number]

export const isRefusalGround = (text: string): text is RefusalGround =>
  (refusalGrounds as readonly string[]).includes(text)
