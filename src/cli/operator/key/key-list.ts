import type { Config } from '../../../config/config.ts'
import { listServicePrincipalKeys } from '../../../domain/principal/service-principal/list-service-principal-keys.ts'
import { withRegistry } from '../operator-registry.ts'

/** Lists the keys of the project, oldest principal first, one line a key. Secrets are known to nobody. */
export async function keyList(config: Config): Promise<void> {
  const holders = await withRegistry(config, ({ context, location }) => listServicePrincipalKeys(context, location))
  const lines = holders.flatMap(({ principal, roles, keys }) =>
    keys.map(({ clientId, createdAt }) =>
      [clientId, principal.name, roles.join('+') || 'no role', createdAt].join('  '),
    ),
  )
  process.stdout.write(`${lines.length === 0 ? 'no keys: assay key create makes one' : lines.join('\n')}\n`)
}
