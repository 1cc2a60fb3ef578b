import { type Permission, permissionsOf } from '../../authorize.ts'

type Noun<Given extends Permission = Permission> = Given extends `${infer Of}.${string}` ? Of : never

// HCP's names of permissions have the form "service.nouns.verb". Those of HCP Packer are not published.
const nouns: Readonly<Record<Noun, string>> = {
  organization: 'resource-manager.organizations',
  project: 'resource-manager.projects',
  policy: 'resource-manager.resources',
  owner: 'resource-manager.owners',
  'service-principal': 'iam.service-principals',
  'service-principal-key': 'iam.service-principal-keys',
  'workload-identity-provider': 'iam.workload-identity-providers',
  group: 'iam.groups',
  user: 'iam.users',
  registry: 'packer.registries',
  bucket: 'packer.buckets',
  version: 'packer.versions',
  build: 'packer.builds',
  channel: 'packer.channels',
  sbom: 'packer.sboms',
  'enforced-block': 'packer.enforced-blocks',
  'run-task': 'packer.run-tasks',
  operation: 'packer.operations',
  webhook: 'webhook.webhooks',
  stream: 'log-service.destinations',
  audit: 'packer.audit-logs',
}
const verbs: Readonly<Partial<Record<Permission, string>>> = {
  'policy.get': 'get-iam-policy',
  'policy.set': 'set-iam-policy',
}

/** A permission's name in the API, such as `packer.buckets.create`. */
export function permissionName(permission: Permission): string {
  const [noun, verb] = permission.split('.') as [Noun, string]
  return `${nouns[noun]}.${verbs[permission] ?? verb}`
}

const known = new Map(permissionsOf.owner.map((permission) => [permissionName(permission), permission]))

/** Undefined for a name of no permission. */
export const permissionNamed = (name: string): Permission | undefined => known.get(name)
