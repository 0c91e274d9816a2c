// An open request protects its own evidence: what a person asked to have is not erased elsewhere before it was handed
// out (Art. 15, 20 GDPR), whichever of the person's requests came first.
import { parseEmail } from '../domain/contact-address'
import type { PersonKeys } from '../domain/findings'
import type { Transaction } from '../platform/db/client'
import { blindIndexCandidates } from '../platform/keys'
import { personIndex } from './person-index'

/**
 * Whether another request of the same person still waits for its copy: by what was proven and found; before the search by
 * its mailbox, which afterwards may turn out to be a lawyer's for many people. What nobody confirmed is nobody's request.
 */
export async function openCopy(
  from: Pick<Transaction, '$queryRaw'>,
  request: { id: string; emailIndex: string },
  person: PersonKeys,
): Promise<boolean> {
  const mailboxes = person.identifiers.flatMap(({ value }) => {
    const email = parseEmail(value)
    return email.ok ? blindIndexCandidates('email', email.value.normalised) : []
  })
  const emails = [...mailboxes, request.emailIndex].filter((index) => index !== '')
  const [found] = await from.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM subject_request r JOIN request_item i ON i.request_id = r.id
       WHERE r.id <> ${request.id}::uuid AND r.closed_at IS NULL AND r.status NOT IN ('unconfirmed', 'lapsed')
         AND (r.person_index && ${personIndex(person)}::text[]
              OR r.person_index = '{}' AND r.email_index = ANY(${emails}::text[]))
         AND i."right" IN ('access', 'portability') AND i.status NOT IN ('done', 'refused', 'withdrawn')) AS waits`
  return found?.waits ?? false
}
