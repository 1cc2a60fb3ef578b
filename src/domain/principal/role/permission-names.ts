import { type Permission, permissionsOf } from '../../authorize.ts'

// HCP's names of permissions are "service.nouns.verb", of which those of HCP Packer are published nowhere.
const services: Readonly<Record<string, string>> = {
  organization: 'resource-manager.organizations',
  project: 'resource-manager.projects',
  policy: 'resource-manager.resources',
  owner: 'resource-manager.owners',
  'service-principal': 'iam.service-principals',
  'service-principal-key': 'iam.service-principal-keys',
  group: 'iam.groups',
  user: 'iam.users',
}
const verbs: Readonly<Partial<Record<Permission, string>>> = {
  'policy.get': 'get-iam-policy',
  'policy.set': 'set-iam-policy',
}

/** What a permission is called outside: `packer.buckets.create`. */
export function permissionName(permission: Permission): string {
  const [noun = '', verb = ''] = permission.split('.')
  return `${services[noun] ?? `packer.${noun.replace(/y$/, 'ie')}s`}.${verbs[permission] ?? verb}`
}

const known = new Map(permissionsOf.owner.map((permission) => [permissionName(permission), permission]))

/** Undefined for a name that nobody is permitted. */
export const permissionNamed = (name: string): Permission | undefined => known.get(name)
