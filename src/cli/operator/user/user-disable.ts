import type { Config } from '../../../config/config.ts'
import type { Context } from '../../../domain/context.ts'
import { disableUser, enableUser, type OneUser } from '../../../domain/principal/user/disable-user.ts'
import type { User } from '../../../domain/principal/user/person.ts'
import { findPrincipal } from '../names/find-principal.ts'
import { withRegistry } from '../operator-registry.ts'

/** Ends all sessions and tokens of a person, on every server of the database. */
export async function userDisable(config: Config, wanted: string): Promise<void> {
  const { account } = await withUser(config, wanted, disableUser)
  process.stdout.write(`${account.email} is disabled. All sessions and tokens end within five seconds.\n`)
}

export async function userEnable(config: Config, wanted: string): Promise<void> {
  const { account } = await withUser(config, wanted, enableUser)
  process.stdout.write(`${account.email} is enabled, and may sign in again.\n`)
}

type Act = (context: Context, user: OneUser) => Promise<User>

const withUser = (config: Config, wanted: string, act: Act): Promise<User> =>
  withRegistry(config, async (registry) => {
    const { id } = await findPrincipal(registry, wanted, { kinds: ['user'] })
    return act(registry.context, { organizationId: registry.location.organizationId, id })
  })
