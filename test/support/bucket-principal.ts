import type { Role } from '../../src/domain/principal/role/role.ts'
import type { Client } from './client.ts'
import type { TestRegistry } from './registry.ts'

/** A client of a new service principal with these roles on buckets, by bucket name, and no role on the project. */
export async function bucketPrincipal(registry: TestRegistry, roles: Readonly<Record<string, Role>>): Promise<Client> {
  const client = await registry.principal(null)
  const { principal } = await client.ok('IamService_GetCallerIdentity', {})
  const principalId = principal.id as string
  await registry.store.transaction(async ({ buckets, roles: bindings }) => {
    for (const [name, role] of Object.entries(roles)) {
      const bucket = await buckets.find(registry.projectId, name)
      await bindings.bind({ type: 'bucket', id: bucket?.id ?? '' }, { role, principalId })
    }
  })
  // Servers cache role bindings for a few seconds.
  registry.clock.advance(5000)
  return client
}
