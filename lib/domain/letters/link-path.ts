/** What a link sent by mail is for; each has its own page. */
export const linkPurposes = ['confirm', 'follow', 'on-file', 'not-me'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** Tokens stand in the path, never in a query: queries end in logs and in other sites' statistics. */
export const linkPath = (purpose: LinkPurpose, token: string): string => `/${purpose}/${token}`

/** How long each link holds. A follow link opens nothing without a fresh code, so it may live as long as the request. */
export const linkHours: Record<LinkPurpose, number> = {
  confirm: 24,
  follow: 24 * 400,
  'on-file': 24 * 14,
  'not-me': 24 * 60,
}
