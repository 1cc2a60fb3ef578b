import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import { OvertakenNote } from './overtaken-note.tsx'
import { type Member, policyRequest, roleName } from './policy.ts'
import type { PlacePolicy } from './use-policies.ts'

interface TakeRoleProps {
  readonly held: PlacePolicy
  readonly roleId: string
  readonly member: Member
  readonly onClose: () => void
}

export function TakeRole({ held: { place, policy }, roleId, member, onClose }: TakeRoleProps) {
  const change = useChange('ResourceService_SetIamPolicy')
  const request = policyRequest(place.resourceName, policy, { kind: 'take', roleId, member })
  const says = accessWords.roles.taking
  return (
    <Confirmation
      title={says.title}
      action={says.action(roleName(roleId), member.name)}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        change.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <p>{says.says(member.name, roleName(roleId), place.name)}</p>
      <OvertakenNote error={change.error} />
      <EquivalentCall operation="ResourceService_SetIamPolicy" request={request} />
    </Confirmation>
  )
}
