// A signed-in connection to a folder of the receiver. The names are ours; none is ever taken from the server.
import type { Readable } from 'node:stream'

export type Seen = { size: number; isFile: boolean }
export type CarrierSession = {
  /** Of the host key or the certificate that was verified. */
  fingerprint: string
  /** Null: nothing has this name. */
  look(name: string): Promise<Seen | null>
  /** SHA-256 (hex) of the file's first bytes, read back; null where there are fewer. */
  digest(name: string, bytes: number): Promise<string | null>
  /** From 0 the file is made anew; else what is given is put at the end of what stands. */
  write(name: string, from: number, source: Readable): Promise<void>
  /** Never over another file, as far as the protocol allows. */
  rename(name: string, to: string): Promise<void>
  /** Nothing happens where nothing has this name. */
  remove(name: string): Promise<void>
  /** Works in this folder of the folder from now on, made where it is missing. */
  enter(name: string): Promise<void>
  close(): void
}
