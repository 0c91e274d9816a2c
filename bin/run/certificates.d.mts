export type IssuedCertificate = { cert: string; key: string }
export function makeAuthority(dir: string): {
  /** PEM */
  ca: string
  issue(name: string, options?: { altName?: string; expired?: boolean }): IssuedCertificate
}
