import { BlockList, isIPv6 } from 'node:net'

/**
 * What one client has of addresses: one of IPv4, which may come dressed as IPv6, or a block of 64 bits of IPv6, of which
 * every network has 2^64 (RFC 6177).
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

/** Without the dress that addresses of IPv4 have on a socket for both, and without the zone of an interface. */
export const bareAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')

/** Whether an address is in one of the blocks: addresses, and CIDR blocks such as 10.0.0.0/8. */
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
