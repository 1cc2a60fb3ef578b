import { createRegistry } from '../../../domain/registry/create-registry.ts'
import { deleteRegistry } from '../../../domain/registry/delete-registry.ts'
import { getRegistry } from '../../../domain/registry/get-registry.ts'
import type { FeatureTier } from '../../../domain/registry/registry.ts'
import { updateRegistry } from '../../../domain/registry/update-registry.ts'
import { locationOf } from '../../wire/view.ts'
import { changedRegistryOut, registryOut } from '../registry.ts'
import type { HandlersOf, Out } from './messages.ts'

// Like HCP, treats the abolished tier PRIVATE_BETA as STANDARD.
const tierIn = {
  UNSET: 'unset',
  PRIVATE_BETA: 'standard',
  STANDARD: 'standard',
  PLUS: 'plus',
} as const satisfies Record<Out<'RegistryConfig.Tier'>, FeatureTier>
export const registryHandlers = {
  async PackerService_GetRegistry({ params }, context) {
    const location = locationOf(params)
    return { registry: registryOut(await getRegistry(context, location), location) }
  },
  async PackerService_CreateRegistry({ params, body }, context) {
    const location = locationOf(params)
    const featureTier = tierIn[body.feature_tier ?? 'UNSET']
    return changedRegistryOut(location, await createRegistry(context, { location, featureTier }))
  },
  async PackerService_UpdateRegistry({ params, body }, context) {
    const location = locationOf(params)
    const { activate = false, feature_tier: tier = 'UNSET' } = body
    // There is no mask, so a field with its zero value stays unchanged. To deactivate a registry, clients delete it.
    const changes = {
      ...(activate ? { activated: true } : {}),
      ...(tier === 'UNSET' ? {} : { featureTier: tierIn[tier] }),
    }
    return changedRegistryOut(location, await updateRegistry(context, { location, changes }))
  },
  // Without hard_delete a registry is only deactivated and keeps its data.
  async PackerService_DeleteRegistry({ params, query }, context) {
    const location = locationOf(params)
    if (query.hard_delete === true) return changedRegistryOut(location, await deleteRegistry(context, location))
    return changedRegistryOut(location, await updateRegistry(context, { location, changes: { activated: false } }))
  },
} satisfies HandlersOf<'GetRegistry' | 'CreateRegistry' | 'UpdateRegistry' | 'DeleteRegistry'>
