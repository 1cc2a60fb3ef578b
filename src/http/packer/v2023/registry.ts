import type { Location } from '../../../domain/location.ts'
import type { Operation } from '../../../domain/record/operation/operation.ts'
import { createRegistry } from '../../../domain/registry/create-registry.ts'
import { deleteRegistry } from '../../../domain/registry/delete-registry.ts'
import { getRegistry } from '../../../domain/registry/get-registry.ts'
import type { FeatureTier, Registry } from '../../../domain/registry/registry.ts'
import { type RegistryChanges, updateRegistry } from '../../../domain/registry/update-registry.ts'
import { locationOf } from '../../binding/handler.ts'
import { operationOut } from '../../platform/operation/operation-out.ts'
import { locationOut } from '../../wire/location-out.ts'
import { changesByMask } from '../../wire/update-mask.ts'
import type { HandlersOf, In, Out } from './messages.ts'

const tierIn = { UNSET: 'unset', STANDARD: 'standard', PLUS: 'plus' } as const satisfies Record<
  Out<'RegistryConfig.Tier'>,
  FeatureTier
>
const tierOut = { unset: 'UNSET', standard: 'STANDARD', plus: 'PLUS' } as const satisfies Record<
  FeatureTier,
  Out<'RegistryConfig.Tier'>
>

export function registryOut(registry: Registry, location: Location): Out<'Registry'> {
  return {
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
  }
}

const tierOf = (body: { readonly feature_tier?: Out<'RegistryConfig.Tier'> }): FeatureTier =>
  tierIn[body.feature_tier ?? 'UNSET']

const changes = (body: In<'UpdateRegistryBody'>): RegistryChanges =>
  changesByMask<RegistryChanges>(body.update_mask, {
    featureTier: { featureTier: tierOf(body) },
    activated: { activated: body.activated ?? false },
    'config.featureTier': { featureTier: tierOf(body) },
    'config.activated': { activated: body.activated ?? false },
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
    return changed(location, await createRegistry(context, { location, featureTier: tierOf(body) }))
  },
  async PackerService_UpdateRegistry({ params, body }, context) {
    const location = locationOf(params)
    return changed(location, await updateRegistry(context, { location, changes: changes(body) }))
  },
  async PackerService_DeleteRegistry({ params }, context) {
    const location = locationOf(params)
    return changed(location, await deleteRegistry(context, location))
  },
} satisfies HandlersOf<'GetRegistry' | 'CreateRegistry' | 'UpdateRegistry' | 'DeleteRegistry'>
