import type { Location } from '../../../domain/location.ts'
import type { Operation } from '../../../domain/record/operation/operation.ts'
import { createRegistry } from '../../../domain/registry/create-registry.ts'
import { deleteRegistry } from '../../../domain/registry/delete-registry.ts'
import { getRegistry } from '../../../domain/registry/get-registry.ts'
import type { FeatureTier, Registry } from '../../../domain/registry/registry.ts'
import { updateRegistry } from '../../../domain/registry/update-registry.ts'
import { locationOf } from '../../binding/handler.ts'
import { operationOut } from '../../platform/operation/operation-out.ts'
import { locationOut } from '../../wire/location-out.ts'
import type { HandlersOf, Out } from './messages.ts'

// HCP, too, takes the tier that is no more for STANDARD.
const tierIn = {
  UNSET: 'unset',
  PRIVATE_BETA: 'standard',
  STANDARD: 'standard',
  PLUS: 'plus',
} as const satisfies Record<Out<'RegistryConfig.Tier'>, FeatureTier>
const tierOut = { unset: 'UNSET', standard: 'STANDARD', plus: 'PLUS' } as const satisfies Record<
  FeatureTier,
  Out<'RegistryConfig.Tier'>
>

const registryOut = (registry: Registry, location: Location): Out<'Registry'> => ({
  id: registry.id,
  location: locationOut(location),
  config: {
    activated: registry.activated,
    feature_tier: tierOut[registry.featureTier],
    billing_deprovision: null,
    tfc_run_task_config: null,
  },
  created_at: registry.createdAt,
  updated_at: registry.updatedAt,
})

const changed = (location: Location, result: { readonly registry: Registry; readonly operation: Operation }) => ({
  registry: registryOut(result.registry, location),
  operation: operationOut(result.operation, location),
})

export const registryHandlers = {
  async PackerService_GetRegistry({ params }, context) {
    const location = locationOf(params)
    return { registry: registryOut(await getRegistry(context, location), location) }
  },
  async PackerService_CreateRegistry({ params, body }, context) {
    const location = locationOf(params)
    const featureTier = tierIn[body.feature_tier ?? 'UNSET']
    return changed(location, await createRegistry(context, { location, featureTier }))
  },
  async PackerService_UpdateRegistry({ params, body }, context) {
    const location = locationOf(params)
    const { activate = false, feature_tier: tier = 'UNSET' } = body
    // There is no mask: what has its zero value stays. Putting a registry out of service is what deleting is for.
    const changes = {
      ...(activate ? { activated: true } : {}),
      ...(tier === 'UNSET' ? {} : { featureTier: tierIn[tier] }),
    }
    return changed(location, await updateRegistry(context, { location, changes }))
  },
  // Without hard_delete a registry is only put out of service; it keeps its data.
  async PackerService_DeleteRegistry({ params, query }, context) {
    const location = locationOf(params)
    if (query.hard_delete === true) return changed(location, await deleteRegistry(context, location))
    return changed(location, await updateRegistry(context, { location, changes: { activated: false } }))
  },
} satisfies HandlersOf<'GetRegistry' | 'CreateRegistry' | 'UpdateRegistry' | 'DeleteRegistry'>
