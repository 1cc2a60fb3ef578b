// Further calls of use cases for event-per-change.test.ts, which record other kinds of events.
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { updateBucket } from '../../../../src/domain/catalog/bucket/update-bucket.ts'
import { setPolicy } from '../../../../src/domain/principal/role/set-policy.ts'
import { accept } from './acts-of-people.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
  readonly bucket: { readonly location: Location; readonly bucketName: string }
  readonly key: { readonly principalId: string }
}

const describe = ({ context, bucket }: Scene, changes: Parameters<typeof updateBucket>[1]['changes']) =>
  updateBucket(context, { ...bucket, changes })

export const variantActs: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'updateBucket, of what it is described by,': (scene) => describe(scene, { description: 'golden' }),
  'updateBucket, of labels that it has,': async (scene) => {
    await describe(scene, { labels: { team: 'images', os: 'ubuntu' } })
    await describe(scene, { labels: { team: 'base' } })
  },
  'setPolicy, of a project,': ({ context, location: { projectId }, key }) => {
    const members = [{ id: key.principalId, kind: 'service' }] as const
    const policy = { etag: '', bindings: [{ roleId: 'roles/viewer', members }] }
    return setPolicy(context, { target: { type: 'project', projectId }, policy })
  },
  'acceptInvitation, of who has lost their password,': (scene) =>
    accept(scene, { renewsId: `ada of ${scene.location.organizationId}` }),
}
