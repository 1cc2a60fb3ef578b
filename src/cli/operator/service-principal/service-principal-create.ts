import type { Config } from '../../../config/config.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import type { Principal } from '../../../domain/principal/principal.ts'
import { grantRole } from '../../../domain/principal/role/grant-role.ts'
import { getPolicy } from '../../../domain/principal/role/get-policy.ts'
import { createServicePrincipal } from '../../../domain/principal/service-principal/create-service-principal.ts'
import { makeKey } from '../key/make-key.ts'
import { findProject, homeOf, type KnownHome } from '../names/find-project.ts'
import { findTarget, roleOn } from '../names/find-target.ts'
import { type OperatorRegistry, withRegistry } from '../operator-registry.ts'

export interface ServicePrincipalCreateOptions {
  readonly project?: string
  readonly organization?: boolean
  readonly role?: string
  readonly bucket?: string
  readonly output?: string
}

/** Checks everything that can be refused before it creates anything. The key comes last, once its principal holds its role. */
export const servicePrincipalCreate = (
  config: Config,
  name: string,
  options: ServicePrincipalCreateOptions,
): Promise<void> =>
  withRegistry(config, async (registry) => {
    const { home, label } = await homeFor(registry, options)
    if (await registry.context.store.principals.findByName('service', home, name))
      throw failedPrecondition(
        `service principal "${name}" of ${label} already exists: create another key for it with assay key create --principal ${name}`,
      )
    const grant = await grantFor(registry, options)
    const principal = await createServicePrincipal(registry.context, { home, name })
    const holds = await grant(principal)
    process.stdout.write(`Service principal ${name} of ${label} holds ${holds}.\n`)
    await makeKey(config, registry, principal, options.output)
  })

async function homeFor(
  registry: OperatorRegistry,
  { organization = false, project }: ServicePrincipalCreateOptions,
): Promise<KnownHome> {
  if (!organization) return homeOf(await findProject(registry, project))
  return { home: { organizationId: registry.location.organizationId, projectId: null }, label: 'the organization' }
}

/** Returns a function that grants the role and says what is held. */
async function grantFor(registry: OperatorRegistry, options: ServicePrincipalCreateOptions) {
  if (options.role === undefined) {
    if (options.bucket === undefined) return async () => 'no role yet: grant it one with assay role grant'
    throw failedPrecondition('--bucket needs --role, the role to grant on the bucket')
  }
  const { target, label } = await findTarget(registry, options)
  const role = roleOn(target.type, options.role)
  await getPolicy(registry.context, target)
  return async ({ id }: Principal) => {
    await grantRole(registry.context, { target, role, principalId: id })
    return `${role} on ${label}`
  }
}
