// The certificate of a finished request, as JSON or PDF. It is made of what is on record, so every copy says the same; the
// first one of each text is itself put on record.
import { certificatePdf } from '../delivery/certificate/certificate-pdf'
import type { StaffActor } from '../domain/actor'
import { type Certificate, certificateText } from '../domain/certificate'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { commit } from './commit-item'
import { loadCertificate } from './load-certificate'
import { loadFollowUpCertificate } from './load-follow-up-certificate'

/** `itemId`: of that right alone, which may have ended before the others. `planId`: of a follow-up. */
export type IssueCertificate = { requestId: string; itemId?: string; planId?: string; format: 'json' | 'pdf' }
export type IssuedCertificate = { filename: string; type: string; bytes: Buffer; sha256: string }

export async function issueCertificate(
  actor: StaffActor,
  { requestId, itemId, planId, format }: IssueCertificate,
): Promise<Outcome<IssuedCertificate, 'not-permitted' | 'not-found' | 'not-finished' | 'data-destroyed'>> {
  if (!may(actor, 'see')) return refuse('not-permitted')
  const loaded = planId
    ? await loadFollowUpCertificate(requestId, planId)
    : await loadCertificate(requestId, itemId ?? null)
  if (!loaded.ok) return loaded
  const { certificate, items, locale } = loaded
  const { text, sha256 } = certificateText(certificate)
  const pdf = format === 'pdf'
  const bytes = pdf ? await certificatePdf(certificate, locale) : Buffer.from(text)
  await record(actor, requestId, items, sha256)
  const type = pdf ? 'application/pdf' : 'application/json'
  return { ok: true, filename: `${certificate.reference}-certificate.${format}`, type, bytes, sha256 }
}

/** @throws where somebody closed the file under us: nothing is handed out then. */
async function record(
  actor: StaffActor,
  requestId: string,
  items: { id: string; right: Certificate['items'][number]['right'] }[],
  sha256: string,
): Promise<void> {
  const done = await commit(actor, requestId, async (tx, say) => {
    const issued = await tx.ledgerEntry.findMany({ where: { requestId, event: 'certificate.issued' } })
    if (issued.some(({ body }) => JSON.parse(body).sha256 === sha256)) return {}
    for (const { id, right } of items) say(evidence('certificate.issued', { itemId: id, right, sha256 }))
    return {}
  })
  if (!done.ok) throw new Error('the certificate could not be recorded')
}
