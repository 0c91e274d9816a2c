// For set-up: who answers there. Nobody signs in and no secret is needed, so a wrong address gives nothing away.
import { addressMistake } from './address-mistake'
import { type CarrierRefusal, type Patience, type Probed, usualPatience } from './carrier'
import { failuresAsValues, refusal } from './carrier-failure'
import { seeFtpsCertificate } from './ftps-connection'
import { seeHttpsCertificate } from './https-upload'
import { seeHostKey } from './ssh-connection'
import type { SeenCertificate } from './tls-server'

export type SeenServer = { kind: 'host-key'; fingerprint: string } | ({ kind: 'certificate' } & SeenCertificate)

export async function probe(
  address: Probed,
  patience: Patience = usualPatience,
): Promise<{ ok: true; seen: SeenServer } | CarrierRefusal> {
  if (addressMistake(address)) return refusal('wrong-address')
  return failuresAsValues(async () => ({ ok: true as const, seen: await see(address, patience) }))
}

async function see(address: Probed, patience: Patience): Promise<SeenServer> {
  if (address.protocol === 'sftp') return { kind: 'host-key', fingerprint: await seeHostKey(address, patience) }
  const look =
    address.protocol === 'ftps' ? seeFtpsCertificate(address, patience) : seeHttpsCertificate(address, patience)
  return { kind: 'certificate', ...(await look) }
}
