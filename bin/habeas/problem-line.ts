import type { FindingProblem } from '@/lib/domain/findings'

/** What a system and the map disagree about, and what to do. */
export function problemLine(problem: FindingProblem): string {
  switch (problem.code) {
    case 'unreachable':
      return `the system does not answer (${problem.detail})`
    case 'refused':
      return `the system refused a question (${problem.detail}): check the rights and policies of its user`
    case 'table-missing':
      return `${problem.dataset}: the table ${problem.table} is not there`
    case 'column-missing':
      return `${problem.dataset}: the column ${problem.column} is not there`
    case 'no-right':
      return `${problem.dataset}: the connected user lacks the right to ${problem.right}: GRANT ${problem.right.toUpperCase()} on it`
    case 'schema-changed':
      return `${problem.table}: its structure changed since it was mapped: inspect the system and review the map`
    case 'unmapped-table':
      return `${problem.table}: seems to hold a person and is neither mapped nor exempt`
    case 'no-primary-key':
      return `${problem.dataset}: the table has no primary key`
    case 'too-many-people':
      return `${problem.dataset}: ${problem.count} rows match, which is more than one person`
    case 'national-phone':
      return `${problem.dataset}: ${problem.column} holds phone numbers without their country; nobody is found by those`
    case 'not-atomic':
      return `${problem.dataset}: the engine of ${problem.table} takes nothing back: an erasure that fails half-way leaves it half done`
    case 'keeps-history':
      return `${problem.dataset}: ${problem.table} keeps the history of its rows: what is deleted stays there (system versioning)`
    case 'hidden-triggers':
      return `${problem.dataset}: the connected user may not see the triggers of ${problem.table}: GRANT TRIGGER on it`
    case 'hidden-references':
      return `${problem.dataset}: rows of a table that the connected user may not see would go along with those of ${problem.table}`
    case 'references-unseen':
      return 'the connected user may not see which other tables reference these: GRANT PROCESS ON *.*'
    case 'ambiguous-key':
      return `${problem.dataset}: what stands in ${problem.column} may be somebody else's too: decide on the request's page`
    case 'pseudonym-key-missing':
      return `${problem.dataset}: ${problem.column} needs the key ${problem.name}: give it with the system's connection`
    case 'slow-lookup':
      return `${problem.dataset}: no index on ${problem.column}, each lookup reads ${problem.rows} rows`
    case 'mentioned':
      return `${problem.dataset}: ${problem.rows} rows of other people name the person in ${problem.column}: look at them by hand`
    case 'mentions-unsearched':
      return `${problem.dataset}: its free texts were not searched, about ${problem.rows} rows`
  }
}
