import { accessWords } from '../../words/access-words.ts'
import { placeName } from './give-role.tsx'
import { roleName, rolesIn } from './policy.ts'
import type { PlacePolicy } from './use-policies.ts'

/** The roles that a principal holds directly, in short. */
export function RoleBadges({
  policies,
  memberId,
}: {
  readonly policies: readonly PlacePolicy[]
  readonly memberId: string
}) {
  const held = policies.flatMap(({ place, policy }) => rolesIn(policy, memberId).map((roleId) => ({ place, roleId })))
  if (held.length === 0) return <span className="quiet">{accessWords.roles.noneInShort}</span>
  return held.map(({ place, roleId }) => (
    <div key={`${place.resourceName} ${roleId}`}>
      <span className="badge">{roleName(roleId)}</span> <span className="quiet">{placeName(place)}</span>
    </div>
  ))
}
