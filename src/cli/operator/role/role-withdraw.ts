import type { Config } from '../../../config/config.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import { getPolicy } from '../../../domain/principal/role/get-policy.ts'
import { withdrawRole } from '../../../domain/principal/role/grant-role.ts'
import { withRegistry } from '../operator-registry.ts'
import { findHolding, type Holding } from './find-holding.ts'

export async function roleWithdraw(config: Config, wanted: Holding): Promise<void> {
  const done = await withRegistry(config, async (registry) => {
    const { target, role, principal, sentence } = await findHolding(registry, wanted)
    const { bindings } = await getPolicy(registry.context, target)
    const holds = bindings.some((held) => held.role === role && held.members.some(({ id }) => id === principal.id))
    if (!holds) throw failedPrecondition(`${sentence('does not hold')}: assay role show lists who holds what`)
    await withdrawRole(registry.context, { target, role, principalId: principal.id })
    return sentence('no longer holds')
  })
  process.stdout.write(`${done}. The permissions of the role end within five seconds.\n`)
}
