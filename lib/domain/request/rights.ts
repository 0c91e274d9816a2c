/** The rights a person can invoke here: Art. 15, 17, 16 and 20 GDPR. */
export const rights = ['access', 'erasure', 'rectification', 'portability'] as const
export type Right = (typeof rights)[number]

export const articleOf: Record<Right, string> = {
  access: 'Art. 15 GDPR',
  erasure: 'Art. 17 GDPR',
  rectification: 'Art. 16 GDPR',
  portability: 'Art. 20 GDPR',
}
