import type { Config } from '../../../config/config.ts'
import { everyItem, OLDEST_FIRST } from '../../../domain/page.ts'
import { listUsers } from '../../../domain/principal/user/get-user.ts'
import { type SignsInBy, signsInBy } from '../../../domain/principal/user/user.ts'
import { describeRoles } from '../names/describe-roles.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

const waysOut = {
  provider: 'provider',
  password: 'password alone',
  'two-factors': 'second factor',
} as const satisfies Record<SignsInBy, string>

/** Lists the people of the organization, oldest first, one per line. */
export async function userList(config: Config): Promise<void> {
  const rows = await withRegistry(config, async (registry) => {
    const { organizationId } = registry.location
    const lines: string[][] = []
    const people = everyItem(OLDEST_FIRST, (page) => listUsers(registry.context, { organizationId, page }))
    for await (const { principal, account } of people) {
      const roles = await describeRoles(registry, principal)
      const state = principal.disabledAt === null ? 'enabled' : 'disabled'
      lines.push([principal.id, account.email, principal.displayName, roles, waysOut[signsInBy(account)], state])
    }
    return lines
  })
  printLines(rows, 'no users: invite somebody with assay user invite')
}
