// Which network asks. `isIP` and the URL parser are the platform's own readings of an address.
const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * The client's network: the address that the outermost of our `hops` proxies saw. Everything left of it was written by
 * the client and means nothing. IPv6 counts by its /64, which one household or server owns. Null: nobody trusted says.
 */
export function networkOf(forwardedFor: string | null, hops: number): string | null {
  if (hops < 1 || !forwardedFor) return null
  const seen = forwardedFor.slice(-2000).split(',')
  const address = seen[seen.length - hops]?.trim()
  if (!address) return null
  const v4 = MAPPED.exec(address)?.[1] ?? address
  if (V4.test(v4)) return v4
  return v6Network(address)
}

/**
 * An address that stands for a proxy, a container's gateway or the machine itself rather than for one visitor: loopback,
 * private, link-local (RFC 1918, 6598, 4193, 3927, 4291).
 */
export const isOwnNetwork = (network: string): boolean =>
  /^(?:0:0:0:0::|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(network) ||
  /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(network)

function v6Network(address: string): string | null {
  const bare = address.replace(/^\[|\]$/g, '')
  if (!bare.includes(':') || !URL.canParse(`http://[${bare}]`)) return null
  // The parser writes one canonical form: lower case, longest run of zeros as "::".
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}
