// The members of a group: people and service principals. Each addition and each removal is one call.
import { useState } from 'react'
import type { Permits } from '../../asking/permissions.ts'
import type { Access } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { useChange } from '../../asking/use-change.ts'
import { Answered } from '../../parts/answered.tsx'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Panel } from '../panel.tsx'
import { accessWords } from '../../words/access-words.ts'
import { PrincipalPicker } from '../principal-picker.tsx'
import type { Member } from '../roles/policy.ts'
import type { Group } from './edit-group.tsx'
import { MemberTable } from './member-table.tsx'

const says = accessWords.groups.members

interface GroupMembersProps {
  readonly access: Access
  /** The permissions of the user on the group. */
  readonly permits: Permits
  readonly group: Group
}

export function GroupMembers({ access, permits, group }: GroupMembersProps) {
  const answer = useAnswer('GroupsService_ListGroupMembers', { params: { resource_name: group.resource_name } })
  const [change, setChange] = useState<{ readonly removed: Member | null } | null>(null)
  return (
    <Panel title={says.title}>
      <Answered answer={answer} lines={2}>
        {({ members }) => (
          <MemberTable
            permits={permits}
            members={members.map(({ id, name, email, principal_type: type }) => ({
              id,
              name,
              email,
              type: type === 'GROUP_MEMBER_PRINCIPAL_TYPE_USER' ? 'USER' : 'SERVICE_PRINCIPAL',
            }))}
            permission="iam.groups.update"
            none={says.none}
            onRemove={(removed) => {
              setChange({ removed })
            }}
          />
        )}
      </Answered>
      <PermittedButton
        permits={permits}
        permission="iam.groups.update"
        variant="filled"
        mt="sm"
        onClick={() => {
          setChange({ removed: null })
        }}
      >
        {says.adding.title}
      </PermittedButton>
      {change && (
        <MembersChange
          access={access}
          group={group}
          removed={change.removed}
          onClose={() => {
            setChange(null)
          }}
        />
      )}
    </Panel>
  )
}

interface MembersChangeProps extends Omit<GroupMembersProps, 'permits'> {
  /** Null when a member is added. */
  readonly removed: Member | null
  readonly onClose: () => void
}

function MembersChange({ access, group, removed, onClose }: MembersChangeProps) {
  const [picked, setPicked] = useState<Member | null>(null)
  const change = useChange('GroupsService_UpdateGroupMembers')
  const request = {
    params: { resource_name: group.resource_name },
    body: removed
      ? { member_principal_ids_to_remove: [removed.id] }
      : { member_principal_ids_to_add: picked ? [picked.id] : [] },
  }
  const texts = removed ? says.removing : says.adding
  return (
    <Confirmation
      title={texts.title}
      action={removed ? says.removing.action(removed.name) : says.adding.action}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        if (removed !== null || picked !== null) change.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <p>{texts.says(group.display_name)}</p>
      {removed === null && (
        <PrincipalPicker
          access={access}
          label={says.adding.whom}
          kinds={['PRINCIPAL_TYPE_USER', 'PRINCIPAL_TYPE_SERVICE']}
          picked={picked}
          onPick={setPicked}
        />
      )}
      <EquivalentCall operation="GroupsService_UpdateGroupMembers" request={request} />
    </Confirmation>
  )
}
