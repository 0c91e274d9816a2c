/** Why a package was not handed to the receiver that asked for it; said on the page and to programs alike. */
export const fetchProblems = [
  'too-many-requests',
  'link-gone',
  'word-wrong',
  'package-damaged',
  'conflict',
  'unavailable',
] as const
export type FetchProblem = (typeof fetchProblems)[number]
