// The permissions of each role, written down a second time, so that a changed line of the table in src/domain/authorize.ts fails a test
// unless it is changed here as well.
import type { Role } from '../../src/domain/principal/role/role.ts'

const viewer = [
  ...['organization.get', 'project.get', 'registry.get', 'bucket.get', 'version.get', 'build.get', 'channel.get'],
  ...['sbom.get', 'enforced-block.get', 'operation.get'],
]
const builder = [
  ...['bucket.create', 'bucket.update', 'version.create', 'version.update', 'version.complete', 'build.create'],
  ...['build.update', 'channel.get-restricted', 'sbom.upload'],
]
const publisher = ['version.update', 'version.revoke', 'version.restore', 'channel.get-restricted', 'channel.assign']
const contributor = [
  ...[...viewer, 'registry.create', 'registry.update', 'registry.delete', ...builder, 'bucket.delete'],
  ...['version.revoke', 'version.restore', 'version.delete', 'build.delete', 'channel.create', 'channel.update'],
  ...['channel.assign', 'channel.delete', 'run-task.get', 'run-task.update'],
]
const admin = [
  ...[...contributor, 'organization.update', 'project.create', 'project.update', 'project.delete'],
  ...[
    'registry.delete-active',
    'registry.import',
    'policy.get',
    'policy.set',
    'service-principal.get',
    'service-principal.create',
  ],
  ...['service-principal.delete', 'service-principal-key.list', 'service-principal-key.create'],
  ...['get', 'create', 'update', 'delete'].map((verb) => `workload-identity-provider.${verb}`),
  ...['get', 'create', 'update', 'delete'].map((verb) => `webhook.${verb}`),
  ...['get', 'create', 'update', 'delete'].map((verb) => `stream.${verb}`),
  ...['service-principal-key.delete', 'group.get', 'group.update', 'group.create', 'group.delete', 'user.get'],
  ...['user.invite', 'user.disable', 'audit.list'],
]
export const roleTable: Readonly<Record<Role, readonly string[]>> = {
  viewer,
  'packer.builder': [...viewer, ...builder],
  'packer.publisher': [...viewer, ...publisher],
  contributor,
  admin,
  owner: [...admin, 'owner.set', 'audit.list-organization'],
  'iam.group-manager': ['group.get', 'group.update'],
}
