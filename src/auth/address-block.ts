import { BlockList, isIPv6 } from 'node:net'

/**
 * The addresses of one client: a single IPv4 address, which may be written as IPv6, or the /64 block of an IPv6
 * address, because every network has 2^64 addresses (RFC 6177).
 */
export function addressBlock(address: string): string {
  const bare = bareAddress(address)
  if (!isIPv6(bare)) return bare
  const [left = '', right = ''] = bare.split('::')
  const groups = left === '' ? [] : left.split(':')
  const missing = 8 - groups.length - (right === '' ? 0 : right.split(':').length)
  const whole = bare.includes('::') ? [...groups, ...Array<string>(missing).fill('0'), ...right.split(':')] : groups
  return `${whole.slice(0, 4).join(':')}::/64`
}

/** The address without the prefix that IPv4 addresses have on a dual-stack socket, and without the zone of an interface. */
export const bareAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')

/** Tests whether an address is in one of the blocks: addresses, and CIDR blocks such as 10.0.0.0/8. */
export function blockMatcher(blocks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const block of blocks) {
    const [address = '', prefix] = block.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return (address) => {
    const bare = bareAddress(address)
    return bare !== '' && list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4')
  }
}
