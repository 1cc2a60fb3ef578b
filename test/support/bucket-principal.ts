import type { Role } from '../../src/domain/principal/role/role.ts'
import type { Client } from './client.ts'
import type { TestRegistry } from './registry.ts'

/** A client of a fresh service principal that holds these roles on buckets, by their names, and none on the project. */
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
  // What somebody holds is remembered for some seconds.
  registry.clock.advance(5000)
  return client
}
