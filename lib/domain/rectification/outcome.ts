import type { CorrectionByHand } from '../letters/answer-facts'
import type { CorrectionLines } from '../letters/correction-lines'

export type CorrectionOutcome = 'corrected' | 'partly-corrected' | 'refused' | 'nothing-found'

/**
 * A statement that is kept beside, and a corrective document, are a part of what was asked: then it is not refused. What
 * stood there already as wished is corrected, in the person's eyes.
 */
export function correctionOutcome(lines: CorrectionLines, byHand: readonly CorrectionByHand[]): CorrectionOutcome {
  const done = lines.corrected.length + lines.asWished.length + byHand.filter(({ done: it }) => it).length > 0
  const stays = lines.kept.length + lines.frozen.length > 0
  const refused = lines.refused.length + lines.left.length > 0 || byHand.some(({ done: it }) => !it)
  if (done) return stays || refused ? 'partly-corrected' : 'corrected'
  if (stays) return 'partly-corrected'
  return refused ? 'refused' : 'nothing-found'
}
