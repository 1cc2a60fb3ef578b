import type { Config } from '../../../config/config.ts'
import { counted } from '../../counted.ts'
import { listHolders } from '../key/list-holders.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** One line per service principal, the oldest first. */
export async function servicePrincipalList(config: Config): Promise<void> {
  const holders = await withRegistry(config, (registry) => listHolders(registry))
  const rows = holders.map(({ principal, keys, where, holds }) => {
    const count = counted(keys.length, 'key')
    return [principal.id, principal.name, holds, where, count, principal.createdAt]
  })
  printLines(rows, 'no service principals: create one with assay service-principal create')
}
