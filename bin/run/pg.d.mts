export interface EmbeddedPostgres {
  url(database: string): string
  port: number
  adopted: boolean
  /** What was cleaned up or done otherwise than asked, in words. */
  notes: string[]
  stop(): void
}
export function startPg(options: { dir: string; port?: number; flags?: string }): Promise<EmbeddedPostgres>

export function wipePg(dir: string): Promise<void>
