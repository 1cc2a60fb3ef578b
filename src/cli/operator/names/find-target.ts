import { fail, failedPrecondition, notFound, shown } from '../../../domain/errors.ts'
import type { NamedTarget } from '../../../domain/principal/role/policy.ts'
import { type ResourceType, type Role, rolesOn } from '../../../domain/principal/role/role.ts'
import type { OperatorRegistry } from '../operator-registry.ts'
import { findPrincipal } from './find-principal.ts'
import { findProject } from './find-project.ts'

/** Where a role is held, as the options say. */
export interface TargetOptions {
  readonly organization?: boolean
  /** Name or id. */
  readonly project?: string
  /** The name of a bucket in that project. */
  readonly bucket?: string
  readonly group?: string
}

export interface KnownTarget {
  readonly target: NamedTarget
  readonly label: string
}

/** The target that the options name; without any, the only project. */
export async function findTarget(registry: OperatorRegistry, options: TargetOptions): Promise<KnownTarget> {
  const { organizationId } = registry.location
  const { organization = false, bucket, group } = options
  if (organization) return { target: { type: 'organization', organizationId }, label: 'the organization' }
  if (group !== undefined) {
    const { name, displayName } = await findPrincipal(registry, group, { kinds: ['group'] })
    return { target: { type: 'group', organizationId, name }, label: `group ${displayName}` }
  }
  const { id: projectId, name } = await findProject(registry, options.project)
  if (bucket === undefined) return { target: { type: 'project', projectId }, label: `project ${name}` }
  if (!(await registry.context.store.buckets.find(projectId, bucket)))
    throw failedPrecondition(
      `${notFound('bucket', bucket).message} in project ${name}: create it first, with hcp_packer_bucket in Terraform, or with a build by someone who can create buckets there`,
    )
  return { target: { type: 'bucket', projectId, bucketName: bucket }, label: `bucket ${bucket} of project ${name}` }
}

/** The role, with or without the prefix `roles/` that Terraform writes. */
export function roleOn(type: ResourceType, given: string): Role {
  const allowed = rolesOn[type]
  const role = allowed.find((known) => given.replace(/^roles\//, '') === known)
  return (
    role ??
    fail(failedPrecondition(`the role "${shown(given)}" cannot be held on a ${type}: use one of ${allowed.join(', ')}`))
  )
}
