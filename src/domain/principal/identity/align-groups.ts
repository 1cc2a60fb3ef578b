import type { Change } from '../../context.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { MEMBERS } from '../group/group.ts'
import { keepAnOwner } from '../role/keep-an-owner.ts'
import { homeOf } from '../user/person.ts'
import type { Assertion, ProviderRules } from './identity.ts'

/**
 * Makes the user a member of those groups in the provider's mapping that the assertion claims, and of no other group in the
 * mapping. Returns the names of groups that the user cannot be in: no group or several groups have the name, or the group is full.
 */
export async function alignGroups(
  change: Change<Home>,
  principalId: string,
  { groups: mapping }: ProviderRules,
  { groups: said }: Pick<Assertion, 'groups'>,
): Promise<readonly string[]> {
  if (mapping.size === 0) return []
  const { tx } = change
  const all = await tx.principals.list('group', homeOf(change.location))
  const meant = (text: string) => onlyOne(all.filter(({ id, displayName }) => text === id || text === displayName))
  const ofProvider = new Set([...mapping.values()].map(meant).filter((group) => group !== undefined))
  const wanted = new Set(said.flatMap((claim) => mapping.get(claim) ?? []))
  const missing = [...wanted].filter((text) => meant(text) === undefined)
  const wantedGroups = new Set([...wanted].map(meant))
  const held = new Set(await tx.groups.listGroups(principalId))
  await keepAnOwner(change, async () => {
    for (const group of ofProvider) {
      const { id, name, displayName } = group
      const [members = 0] = await tx.groups.countMembers([id])
      const [isIn, isWanted] = [held.has(id), wantedGroups.has(group)]
      if (isWanted && !isIn && members >= MEMBERS) missing.push(displayName)
      else if (isWanted !== isIn) {
        await (isIn ? tx.groups.remove(id, [principalId]) : tx.groups.add(id, [principalId]))
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

const onlyOne = <Thing>(things: readonly Thing[]): Thing | undefined => (things.length === 1 ? things[0] : undefined)
