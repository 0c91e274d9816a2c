export function startOpenssh(options: { dir: string; folder: string }): Promise<{
  host: string
  port: number
  pid: number
  user: string
  /** `SHA256:…` */
  hostKey: string
  privateKey: string
  keyFile: string
  log(): string
  stop(): Promise<void>
}>
