import type { Config } from '../../../config/config.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'
import { listHolders } from './list-holders.ts'

/** Lists all keys, the oldest principal first, one line per key. Nobody knows their secrets. */
export async function keyList(config: Config): Promise<void> {
  const holders = await withRegistry(config, (registry) => listHolders(registry))
  const rows = holders.flatMap((holder) =>
    holder.keys.map(({ clientId, createdAt }) => [
      clientId,
      holder.principal.name,
      holder.holds,
      holder.where,
      createdAt,
    ]),
  )
  printLines(rows, 'no keys: create one with assay key create')
}
