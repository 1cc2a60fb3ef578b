import type { Location } from '../../domain/location.ts'
import type { ChangedRegistry, FeatureTier, Registry } from '../../domain/registry/registry.ts'
import { operationOut } from '../platform/operation/index.ts'
import { locationOut } from '../wire/view.ts'

const tierOut = { unset: 'UNSET', standard: 'STANDARD', plus: 'PLUS' } as const satisfies Record<FeatureTier, string>

export const registryOut = (registry: Registry, location: Location) => ({
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

/** A registry after a change, with the operation that records the change. */
export const changedRegistryOut = (location: Location, { registry, operation }: ChangedRegistry) => ({
  registry: registryOut(registry, location),
  operation: operationOut(operation, location),
})
