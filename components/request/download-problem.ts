/** Why a download did not begin; stands in the address of the page that is shown again. */
export const downloadProblems = ['code-wrong', 'code-over', 'gone', 'being-collected', 'unavailable'] as const
export type DownloadProblem = (typeof downloadProblems)[number]
