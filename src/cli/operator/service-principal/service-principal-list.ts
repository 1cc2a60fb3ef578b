import type { Config } from '../../../config/config.ts'
import { listHolders, rolesTold } from '../key/list-holders.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** One line a service principal, the oldest first. */
export async function servicePrincipalList(config: Config): Promise<void> {
  const holders = await withRegistry(config, (registry) => listHolders(registry))
  const rows = holders.map((holder) => {
    const { principal, keys, where } = holder
    const count = keys.length === 1 ? '1 key' : `${keys.length} keys`
    return [principal.id, principal.name, rolesTold(holder), where, count, principal.createdAt]
  })
  printLines(rows, 'no service principals: assay service-principal create makes one')
}
