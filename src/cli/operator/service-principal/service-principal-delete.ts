import type { Config } from '../../../config/config.ts'
import { deleteServicePrincipal } from '../../../domain/principal/service-principal/delete-service-principal.ts'
import { findPrincipal } from '../names/find-principal.ts'
import { withRegistry } from '../operator-registry.ts'

export async function servicePrincipalDelete(
  config: Config,
  wanted: string,
  { project }: { readonly project?: string },
): Promise<void> {
  const { name } = await withRegistry(config, async (registry) => {
    const principal = await findPrincipal(registry, wanted, { kinds: ['service'], project })
    await deleteServicePrincipal(registry.context, { home: principal, id: principal.id })
    return principal
  })
  process.stdout.write(`${name} is deleted with its keys. Its access tokens end within five seconds.\n`)
}
