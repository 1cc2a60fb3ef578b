// The acts of event-per-change.test.ts that call the use cases of streams.
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { secretCipher } from '../../../../src/domain/organization/secret-cipher.ts'
import { createDestination } from '../../../../src/domain/record/stream/create-destination.ts'
import { deleteDestination } from '../../../../src/domain/record/stream/delete-destination.ts'
import { keepSettingsStreams } from '../../../../src/domain/record/stream/keep-settings-streams.ts'
import { filterDestination, updateDestination } from '../../../../src/domain/record/stream/update-destination.ts'
import { TEST_SECRET_KEYS } from '../../../support/test-config.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
}
type Act = (scene: Scene) => Promise<unknown>

const ALL = { size: null, order: [{ field: 'createdAt', descending: false }], edge: null } as const
const parts = { cipher: secretCipher([...TEST_SECRET_KEYS]) }
const wanted = [{ name: 'siem', kind: 'http', config: { url: 'https://logs.example.com' }, secret: 'secret' }] as const
const target = { kind: 'splunk', url: 'https://siem.example.com/services/collector', token: 'token' } as const

const create = ({ context, location: { organizationId } }: Scene, name: string) =>
  createDestination(context, { organizationId, name, target, source: '' }, parts)

/** Once the destination is deleted, an id that does not exist takes the place of its id. */
async function known({ context: { store }, location: { organizationId } }: Scene) {
  const { items } = await store.streams.listOf(organizationId, 'api', ALL)
  return { organizationId, id: items.find(({ name }) => name === 'known')?.id ?? 'gone' }
}

export const streamActs: Readonly<Record<string, Act>> = {
  keepSettingsStreams: ({ context, location: { organizationId } }) =>
    keepSettingsStreams(context, { organizationId, wanted }, parts.cipher),
  createDestination: (scene) => create(scene, 'fresh'),
  updateDestination: async (scene) =>
    updateDestination(
      scene.context,
      { ...(await known(scene)), changes: { target: { ...target, token: 'other' } } },
      parts,
    ),
  filterDestination: async (scene) => filterDestination(scene.context, await known(scene)),
  deleteDestination: async (scene) => deleteDestination(scene.context, await known(scene)),
}

export const arrangeDestination = (scene: Scene): Promise<unknown> => create(scene, 'known')
