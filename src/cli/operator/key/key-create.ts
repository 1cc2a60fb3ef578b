import type { Config } from '../../../config/config.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import { candidateOf } from '../names/find-principal.ts'
import { noneSuch, oneCalled } from '../names/one-called.ts'
import { type OperatorRegistry, withRegistry } from '../operator-registry.ts'
import { listHolders } from './list-holders.ts'
import { makeKey } from './make-key.ts'

export interface KeyCreateOptions {
  /** Name or id; the oldest admin when absent. */
  readonly principal?: string
  /** Name or id of the only project to look in. */
  readonly project?: string
  /** The file to write; one in the data directory when absent. */
  readonly output?: string
}

/** Makes one more key, for a user who has lost theirs. Writes it to a file, and to the terminal if there is one. */
export const keyCreate = (config: Config, options: KeyCreateOptions): Promise<void> =>
  withRegistry(config, async (registry) =>
    makeKey(config, registry, await findHolder(registry, options), options.output),
  )

async function findHolder(
  registry: OperatorRegistry,
  { principal: wanted, project }: KeyCreateOptions,
): Promise<Principal> {
  const holders = await listHolders(registry, project)
  const candidates = holders.map((holder) => ({
    ...candidateOf(holder.principal, holder.where),
    label: `${holder.principal.name} (${holder.holds}, ${holder.where})`,
  }))
  const asking = {
    noun: 'service principal',
    advice: 'name one with --principal',
    make: 'create one with assay service-principal create',
  } as const
  if (wanted !== undefined) return oneCalled(wanted, candidates, asking)
  const admin = holders.find(({ roles }) => roles.includes('admin') || roles.includes('owner'))
  if (admin) return admin.principal
  throw noneSuch('no service principal has the admin role', candidates, asking)
}
