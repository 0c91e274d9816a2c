export function startVsftpd(options: {
  dir: string
  folder: string
  certificate: { cert: string; key: string }
  tls?: { least: string; most: string }
}): Promise<{
  host: string
  port: number
  /** Ports of its data connections. */
  passive: number[]
  pid: number
  user: string
  password: string
  /** As clients name it. */
  folder: string
  log(): string
  stop(): Promise<void>
}>
