// What the office can search a person by. Only keyed digests of these terms are stored, so a search is an exact match:
// words are folded here (accents, case, ligatures), once for storing and once for asking.
const MOST_WORDS = 12

/** “Camille Lefèvre-Durand” → camille, lefevre, durand. */
export function nameTerms(name: string): string[] {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('œ', 'oe')
  return [...new Set(folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean))].slice(0, MOST_WORDS)
}

/** A customer number, typed with or without spaces and hyphens. */
export const identifierTerm = (value: string): string =>
  value
    .normalize('NFKC')
    .replace(/[\s.-]/g, '')
    .toUpperCase()
