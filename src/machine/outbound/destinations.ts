import { BlockList, isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'
import { NotAllowed } from './public-reason.ts'

export const notAllowed = (addresses: readonly string[]) =>
  new NotAllowed(`${addresses.join(', ')} is not on the public internet; a setting can allow the host or its network`)

/**
 * Looks names up, and leaves out the addresses that must not be connected to. Node connects to no others: it looks names up in
 * no other way.
 */
export const onlyAllowed =
  (lookup: LookupFunction, mayConnect: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const all = typeof found === 'string' ? [] : (found as readonly { address: string; family: number }[] | undefined)
      const allowed = (all ?? []).filter(({ address }) => mayConnect(address))
      const [first] = allowed
      if (error !== null) callback(error, [])
      else if (first === undefined) callback(notAllowed((all ?? []).map(({ address }) => address)), [])
      else if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }

/** Returns a check whether an address that a host resolves to may be connected to. */
export function destinations(allowed: readonly string[]): (host: string, address: string) => boolean {
  const hosts = new Set<string>()
  const blocks = new BlockList()
  for (const each of allowed) {
    const [address = '', prefix] = each.split('/')
    const version = isIP(address)
    if (version === 0) hosts.add(bare(each))
    else blocks.addSubnet(address, Number(prefix ?? (version === 4 ? 32 : 128)), version === 4 ? 'ipv4' : 'ipv6')
  }
  return (host, address) =>
    isPublicAddress(address) ||
    hosts.has(bare(host)) ||
    (isIP(address) !== 0 && blocks.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'))
}

const bare = (host: string) => host.toLowerCase().replace(/\.$/, '')
