// Brings files to a receiver, whatever way it is reached, and says what was seen there afterwards.
import { now } from '../../platform/clock'
import { addressMistake, unsayable } from './address-mistake'
import {
  type CarrierConfig,
  type CarrierProblem,
  type CarrierRefusal,
  type Delivered,
  type DeliveryOrder,
  type FileToDeliver,
  type FtpsConfig,
  type Patience,
  type Receipt,
  type SftpConfig,
  usualPatience,
} from './carrier'
import { CarrierFailure, failuresAsValues, refusal } from './carrier-failure'
import type { CarrierSession } from './carrier-session'
import { openFtps } from './ftps'
import { openUpload } from './https-upload'
import { placeFile, temporaryName } from './place-file'
import { openSftp } from './sftp'

/** One part of a path that no server reads as anything else; the temporary name (`.<name>.part`) fits as well. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,179}$/

/**
 * Whatever fails of the receiver or of the package is a value with its class; a second call with the same order goes on
 * where the first ended.
 * @throws RangeError where a name is not one of ours, or is there twice, or a file is empty
 */
export async function deliver(order: DeliveryOrder): Promise<Delivered> {
  checkNames(order)
  // Some servers of FTPS take a data connection without a byte for a broken one; a package is never empty.
  if (order.files.some(({ bytes }) => bytes < 1)) throw new RangeError('an empty file')
  const mistake = configMistake(order.carrier)
  if (mistake) return refusal(mistake)
  const patience = order.patience ?? usualPatience
  const files = manifestLast(order.files)
  return failuresAsValues(async () => {
    if (order.signal?.aborted) throw new CarrierFailure('stopped')
    const sent = await sendAll(order, files, patience)
    return { ok: true as const, receipt: { ...sent, host: hostOf(order.carrier), at: now().toString() } }
  })
}

/** Takes away what earlier tries left under temporary names, after a withdrawal. What has its name stays. */
export async function discard(
  order: Pick<DeliveryOrder, 'carrier' | 'into' | 'patience'> & { names: string[] },
): Promise<{ ok: true } | CarrierRefusal> {
  checkNames({ into: order.into, files: order.names.map((name) => ({ name })) })
  const { carrier, into, patience = usualPatience } = order
  const mistake = configMistake(carrier)
  if (mistake) return refusal(mistake)
  // An upload by HTTPS is there whole or not at all.
  if (carrier.protocol === 'https-upload') return { ok: true }
  return failuresAsValues(() =>
    inFolder(carrier, into, patience, async (session) => {
      for (const name of order.names) await session.remove(temporaryName(name))
      return { ok: true as const }
    }),
  )
}

/** What stands there under its name: `sizes` of those that do. Null of an upload by HTTPS, which shows nothing. */
export async function lookAt(
  order: Pick<DeliveryOrder, 'carrier' | 'patience'> & { names: string[] },
): Promise<{ ok: true; fingerprint: string; sizes: Map<string, number> } | CarrierRefusal | null> {
  checkNames({ files: order.names.map((name) => ({ name })) })
  const { carrier, patience = usualPatience } = order
  const mistake = configMistake(carrier)
  if (mistake) return refusal(mistake)
  if (carrier.protocol === 'https-upload') return null
  return failuresAsValues(() =>
    inFolder(carrier, undefined, patience, async (session) => {
      const sizes = new Map<string, number>()
      for (const name of order.names) {
        const seen = await session.look(name)
        if (seen?.isFile) sizes.set(name, seen.size)
      }
      return { ok: true as const, fingerprint: session.fingerprint, sizes }
    }),
  )
}

/** Signs in and looks whether the folder is there. Sends nothing else. */
export async function checkReceiver(
  carrier: CarrierConfig,
  patience: Patience = usualPatience,
): Promise<{ ok: true; fingerprint: string } | CarrierRefusal> {
  const mistake = configMistake(carrier)
  if (mistake) return refusal(mistake)
  return failuresAsValues(async () => {
    if (carrier.protocol === 'https-upload')
      return { ok: true as const, ...(await openUpload(carrier, patience).check()) }
    return inFolder(carrier, undefined, patience, async ({ fingerprint }) => ({ ok: true as const, fingerprint }))
  })
}

async function sendAll(
  order: DeliveryOrder,
  files: FileToDeliver[],
  patience: Patience,
): Promise<Pick<Receipt, 'files' | 'fingerprint'>> {
  const { carrier, into } = order
  if (carrier.protocol === 'https-upload') return openUpload(carrier, patience).send(files, order)
  return inFolder(carrier, into, patience, async (session) => {
    const placed: Receipt['files'] = []
    for (const file of files) {
      const { name, bytes, sha256 } = file
      placed.push({ name, bytes, sha256, verifiedBy: await placeFile(session, file, order) })
    }
    return { files: placed, fingerprint: session.fingerprint }
  })
}

async function inFolder<T>(
  carrier: SftpConfig | FtpsConfig,
  into: string | undefined,
  patience: Patience,
  act: (session: CarrierSession) => Promise<T>,
): Promise<T> {
  const session = carrier.protocol === 'sftp' ? await openSftp(carrier, patience) : await openFtps(carrier, patience)
  try {
    if (into !== undefined) await session.enter(into)
    return await act(session)
  } finally {
    session.close()
  }
}

const configMistake = (carrier: CarrierConfig): CarrierProblem | null =>
  addressMistake(carrier) ? 'wrong-address' : unsayable(carrier) ? 'sign-in-refused' : null

function checkNames({ files, into }: { files: { name: string }[]; into?: string | undefined }): void {
  const names = files.map((file) => file.name)
  const unfit = [...names, ...(into === undefined ? [] : [into])].some((name) => !NAME.test(name))
  if (unfit || new Set(names).size !== names.length) throw new RangeError('a name that is not one of ours')
}

const isManifest = ({ name }: { name: string }) => /(^|\.)manifest\.json(\.(age|pgp))?$/.test(name)
const manifestLast = (files: FileToDeliver[]) => [
  ...files.filter((file) => !isManifest(file)),
  ...files.filter(isManifest),
]

const hostOf = (carrier: CarrierConfig): string =>
  carrier.protocol === 'https-upload' ? new URL(carrier.url).host : `${carrier.host}:${carrier.port}`
