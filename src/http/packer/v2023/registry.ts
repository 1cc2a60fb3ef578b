import { createRegistry } from '../../../domain/registry/create-registry.ts'
import { deleteRegistry } from '../../../domain/registry/delete-registry.ts'
import { getRegistry } from '../../../domain/registry/get-registry.ts'
import type { FeatureTier } from '../../../domain/registry/registry.ts'
import { type RegistryChanges, updateRegistry } from '../../../domain/registry/update-registry.ts'
import { changesByMask } from '../../wire/update-mask.ts'
import { locationOf } from '../../wire/view.ts'
import { changedRegistryOut, registryOut } from '../registry.ts'
import type { HandlersOf, In, Out } from './messages.ts'

const tierIn = { UNSET: 'unset', STANDARD: 'standard', PLUS: 'plus' } as const satisfies Record<
  Out<'RegistryConfig.Tier'>,
  FeatureTier
>
const tierOf = (body: { readonly feature_tier?: Out<'RegistryConfig.Tier'> }): FeatureTier =>
  tierIn[body.feature_tier ?? 'UNSET']

const changes = (body: In<'UpdateRegistryBody'>): RegistryChanges =>
  changesByMask<RegistryChanges>(body.update_mask, {
    featureTier: { featureTier: tierOf(body) },
    activated: { activated: body.activated ?? false },
    'config.featureTier': { featureTier: tierOf(body) },
    'config.activated': { activated: body.activated ?? false },
  })

export const registryHandlers = {
  async PackerService_GetRegistry({ params }, context) {
    const location = locationOf(params)
    return { registry: registryOut(await getRegistry(context, location), location) }
  },
  async PackerService_CreateRegistry({ params, body }, context) {
    const location = locationOf(params)
    return changedRegistryOut(location, await createRegistry(context, { location, featureTier: tierOf(body) }))
  },
  async PackerService_UpdateRegistry({ params, body }, context) {
    const location = locationOf(params)
    return changedRegistryOut(location, await updateRegistry(context, { location, changes: changes(body) }))
  },
  async PackerService_DeleteRegistry({ params }, context) {
    const location = locationOf(params)
    return changedRegistryOut(location, await deleteRegistry(context, location))
  },
} satisfies HandlersOf<'GetRegistry' | 'CreateRegistry' | 'UpdateRegistry' | 'DeleteRegistry'>
