/** The rights a person can invoke here: Art. 15, 17, 16 and 20 GDPR. */
export const rights = ['access', 'erasure', 'rectification', 'portability'] as const
export type Right = (typeof rights)[number]
