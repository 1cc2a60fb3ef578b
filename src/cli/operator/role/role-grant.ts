import type { Config } from '../../../config/config.ts'
import { grantRole } from '../../../domain/principal/role/grant-role.ts'
import { withRegistry } from '../operator-registry.ts'
import { findHolding, type Holding } from './find-holding.ts'

export async function roleGrant(config: Config, wanted: Holding): Promise<void> {
  const done = await withRegistry(config, async (registry) => {
    const { target, role, principal, sentence } = await findHolding(registry, wanted)
    await grantRole(registry.context, { target, role, principalId: principal.id })
    return sentence('holds')
  })
  process.stdout.write(`${done} now.\n`)
}
