// The acts of event-per-change.test.ts that call the use cases of access control.
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { createProject } from '../../../../src/domain/organization/create-project.ts'
import { deleteProject } from '../../../../src/domain/organization/delete-project.ts'
import { renameOrganization } from '../../../../src/domain/organization/rename-organization.ts'
import { updateProject } from '../../../../src/domain/organization/update-project.ts'
import { createGroup } from '../../../../src/domain/principal/group/create-group.ts'
import { deleteGroup } from '../../../../src/domain/principal/group/delete-group.ts'
import { updateGroup, updateGroupMembers } from '../../../../src/domain/principal/group/update-group.ts'
import { setPolicy } from '../../../../src/domain/principal/role/set-policy.ts'
import { createServicePrincipal } from '../../../../src/domain/principal/service-principal/create-service-principal.ts'
import { deleteServicePrincipal } from '../../../../src/domain/principal/service-principal/delete-service-principal.ts'
import { createWorkloadIdentityProvider } from '../../../../src/domain/principal/workload/create-workload-identity-provider.ts'
import { deleteWorkloadIdentityProvider } from '../../../../src/domain/principal/workload/delete-workload-identity-provider.ts'
import { updateWorkloadIdentityProvider } from '../../../../src/domain/principal/workload/update-workload-identity-provider.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
  readonly bucket: { readonly bucketName: string }
  readonly spareProjectId: string
  readonly key: { readonly principalId: string }
}

type Act = (scene: Scene) => Promise<unknown>

const ops = ({ location: { organizationId } }: Scene) => ({ organizationId, name: 'ops' })
const onBucket = ({ location, bucket }: Scene) =>
  ({ type: 'bucket', projectId: location.projectId, bucketName: bucket.bucketName }) as const

const provider = ({ location: home, key: { principalId: id } }: Scene, name: string) => ({
  servicePrincipal: { home, id },
  name,
})
const lenient = { requireStatement: async () => undefined }

export const accessActs: Readonly<Record<string, Act>> = {
  createProject: ({ context, location: { organizationId } }) =>
    createProject(context, { organizationId, name: 'payments', description: '' }),
  updateProject: ({ context, location: { projectId } }) =>
    updateProject(context, { projectId, changes: { description: 'cards' } }),
  deleteProject: ({ context, spareProjectId }) => deleteProject(context, spareProjectId),
  renameOrganization: ({ context, location: { organizationId } }) =>
    renameOrganization(context, { organizationId, name: 'Acme of old' }),
  createServicePrincipal: ({ context, location }) =>
    createServicePrincipal(context, { home: location, name: 'builder' }),
  deleteServicePrincipal: ({ context, location, key }) =>
    deleteServicePrincipal(context, { home: location, id: key.principalId }),
  createWorkloadIdentityProvider: (scene) =>
    createWorkloadIdentityProvider(
      scene.context,
      {
        ...provider(scene, 'fresh'),
        terms: {
          description: '',
          trust: { kind: 'aws', accountId: '123456789012' },
          conditionalAccess: 'aws.arn is not empty',
        },
      },
      lenient,
    ),
  updateWorkloadIdentityProvider: (scene) =>
    updateWorkloadIdentityProvider(
      scene.context,
      { ...provider(scene, 'known'), changes: { description: 'elsewhere' } },
      lenient,
    ),
  deleteWorkloadIdentityProvider: (scene) => deleteWorkloadIdentityProvider(scene.context, provider(scene, 'known')),
  createGroup: ({ context, location: { organizationId }, key }) => {
    const memberIds = [key.principalId]
    return createGroup(context, { organizationId, displayName: 'Security', description: '', memberIds })
  },
  updateGroup: (scene) => updateGroup(scene.context, { ...ops(scene), changes: { description: 'on call' } }),
  updateGroupMembers: (scene) =>
    updateGroupMembers(scene.context, { ...ops(scene), add: [], remove: [scene.key.principalId] }),
  deleteGroup: (scene) => deleteGroup(scene.context, ops(scene)),
  setPolicy: (scene) => {
    const members = [{ id: scene.key.principalId, kind: 'service' }] as const
    const policy = { etag: '', bindings: [{ roleId: 'roles/packer.builder', members }] }
    return setPolicy(scene.context, { target: onBucket(scene), policy })
  },
}
