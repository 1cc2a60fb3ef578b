import type { Config } from '../../../config/config.ts'
import { fail, notFound } from '../../../domain/errors.ts'
import { deleteServicePrincipalKey } from '../../../domain/principal/service-principal/delete-service-principal-key.ts'
import { withRegistry } from '../operator-registry.ts'

/** Deletes a key with its access tokens, on every server of the database. */
export async function keyDelete(config: Config, clientId: string): Promise<void> {
  await withRegistry(config, async ({ context }) => {
    const key = await context.store.principals.findKey(clientId)
    const { principalId } = key ?? fail(notFound('service principal key', clientId))
    const principal =
      (await context.store.principals.find(principalId)) ?? fail(notFound('service principal', principalId))
    await deleteServicePrincipalKey(context, { home: principal, id: principalId, clientId })
  })
  process.stdout.write(`${clientId} is deleted. Its access tokens end within five seconds.\n`)
}
