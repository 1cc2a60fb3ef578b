import { BlockList, isIP, isIPv4 } from 'node:net'

// IANA's registries of special-purpose addresses, and the address at which Azure's machines reach their host (168.63.129.16).
const NOT_PUBLIC_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** The public part of IPv6 is 2000::/3, less what is reserved in it: Teredo and its like, documentation, and 6to4. */
const WORLD = ['2000::', 3] as const
const NOT_PUBLIC_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const ipv4 = new BlockList()
for (const [address, prefix] of NOT_PUBLIC_IPV4) ipv4.addSubnet(address, prefix, 'ipv4')
const ipv6 = new BlockList()
for (const [address, prefix] of NOT_PUBLIC_IPV6) ipv6.addSubnet(address, prefix, 'ipv6')
const world = new BlockList()
world.addSubnet(...WORLD, 'ipv6')

/** How an IPv6-only network shows IPv4 addresses to its machines (RFC 6052). */
const NAT64 = /^64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/

/**
 * Whether this is an address of the public internet: not a machine's own, not in a private network, not a cloud's metadata
 * service. An IPv4 address in the form of IPv6 is not public, because no name resolves to one. The form of NAT64 is the
 * exception: there the IPv4 address decides.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  if (isIPv4(address)) return !ipv4.check(address, 'ipv4')
  const plain = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  const nat64 = NAT64.exec(plain)
  if (nat64 !== null) return isPublicAddress(dotted(nat64[1] ?? '0', nat64[2] ?? '0'))
  return world.check(plain, 'ipv6') && !ipv6.check(plain, 'ipv6')
}

function dotted(high: string, low: string): string {
  const [left, right] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [left >> 8, left & 255, right >> 8, right & 255].join('.')
}
