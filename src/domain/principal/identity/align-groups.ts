import type { Change } from '../../context.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { MEMBERS } from '../group/group.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import type { Assertion, ProviderRules } from './identity.ts'

/**
 * Has a person be in those of the provider's groups that it says, and in no other of them. Answers the names of groups that
 * they cannot be in, because there are none such, or they are full.
 */
export async function alignGroups(
  change: Change<Home>,
  principalId: string,
  { groups: mapping }: ProviderRules,
  { groups: said }: Pick<Assertion, 'groups'>,
): Promise<readonly string[]> {
  const { tx, location } = change
  const home = { organizationId: location.organizationId, projectId: null }
  const wanted = new Set(said.flatMap((claim) => mapping.get(claim) ?? []))
  const held = new Set(await tx.groups.listGroups(principalId))
  const missing: string[] = []
  await keepAnOwner(change, async () => {
    for (const name of new Set(mapping.values())) {
      const group = await tx.principals.findByName('group', home, name)
      const [members = 0] = group === undefined ? [] : await tx.groups.countMembers([group.id])
      const isIn = group !== undefined && held.has(group.id)
      if (wanted.has(name) && (group === undefined || (!isIn && members >= MEMBERS))) missing.push(name)
      else if (group !== undefined && wanted.has(name) !== isIn) {
        await (isIn ? tx.groups.remove(group.id, [principalId]) : tx.groups.add(group.id, [principalId]))
        const { id, displayName } = group
        const changed = isIn ? { added: [], removed: [principalId] } : { added: [principalId], removed: [] }
        recordEvent(change, {
          kind: 'group.members-updated',
          payload: { group: { id, name, displayName }, ...changed },
        })
      }
    }
  })
  return missing
}
