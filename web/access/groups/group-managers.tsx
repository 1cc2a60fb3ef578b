// The managers of a group: they decide who is in it, and may be in it too.
import { useState } from 'react'
import type { Permits } from '../../asking/permissions.ts'
import type { Access } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { useChange } from '../../asking/use-change.ts'
import { Answered } from '../../parts/answered.tsx'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Panel } from '../panel.tsx'
import { accessWords } from '../../words/access-words.ts'
import { PrincipalPicker } from '../principal-picker.tsx'
import { OvertakenNote } from '../roles/overtaken-note.tsx'
import { type Member, membersIn, type Policy, policyRequest } from '../roles/policy.ts'
import type { Group } from './edit-group.tsx'
import { MemberTable } from './member-table.tsx'

const says = accessWords.groups.managers
const MANAGER = 'roles/iam.group-manager'

interface GroupManagersProps {
  readonly access: Access
  /** The permissions of the user on the group. */
  readonly permits: Permits
  readonly group: Group
}

/** A manager of the group may not see the other managers. */
export function GroupManagers(props: GroupManagersProps) {
  return (
    <Panel title={says.title}>
      <p className="quiet">{says.says}</p>
      <Permitted permits={props.permits} permission="resource-manager.resources.get-iam-policy">
        {() => <Managers {...props} />}
      </Permitted>
    </Panel>
  )
}

function Managers({ access, permits, group }: GroupManagersProps) {
  const answer = useAnswer('ResourceService_GetIamPolicy', { query: { resource_name: group.resource_name } })
  const ids = answer.data?.policy ? membersIn(answer.data.policy).map(({ member_id: id }) => id) : []
  const params = { organization_id: access.organization?.id ?? '' }
  const known = useAnswer(
    'IamService_BatchGetPrincipals',
    { params, query: { principal_ids: ids } },
    { when: ids.length > 0 },
  )
  const nameOf = (id: string) => {
    const found = known.data?.principals.find((each) => each.id === id)
    const name = found?.user?.full_name ?? found?.service?.name ?? found?.group?.display_name ?? id
    return { name, email: found?.user?.email ?? '' }
  }
  const [change, setChange] = useState<{ readonly removed: Member | null } | null>(null)
  const policy = answer.data?.policy
  return (
    <>
      <Answered answer={answer} lines={2}>
        {() => (
          <MemberTable
            permits={permits}
            members={
              policy
                ? membersIn(policy).map(({ member_id: id, member_type: type }) => ({ id, type, ...nameOf(id) }))
                : []
            }
            permission="resource-manager.resources.set-iam-policy"
            none={says.none}
            onRemove={(removed) => {
              setChange({ removed })
            }}
          />
        )}
      </Answered>
      <PermittedButton
        permits={permits}
        permission="resource-manager.resources.set-iam-policy"
        mt="sm"
        onClick={() => {
          setChange({ removed: null })
        }}
      >
        {says.adding.title}
      </PermittedButton>
      {change && policy && (
        <ManagersChange
          access={access}
          group={group}
          policy={policy}
          removed={change.removed}
          onClose={() => {
            setChange(null)
          }}
        />
      )}
    </>
  )
}

interface ManagersChangeProps extends Omit<GroupManagersProps, 'permits'> {
  readonly policy: Policy
  /** Null when a manager is added. */
  readonly removed: Member | null
  readonly onClose: () => void
}

function ManagersChange({ access, group, policy, removed, onClose }: ManagersChangeProps) {
  const [picked, setPicked] = useState<Member | null>(null)
  const change = useChange('ResourceService_SetIamPolicy')
  const member = removed ?? picked
  const kind = removed ? 'take' : 'give'
  const request = member ? policyRequest(group.resource_name, policy, { kind, roleId: MANAGER, member }) : null
  return (
    <Confirmation
      title={removed ? says.removing.title : says.adding.title}
      action={removed ? says.removing.action(removed.name) : says.adding.action}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        if (request) change.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <p>{removed ? says.removing.says(removed.name) : says.adding.says}</p>
      {removed === null && (
        <PrincipalPicker access={access} label={says.adding.whom} picked={picked} onPick={setPicked} />
      )}
      <OvertakenNote error={change.error} />
      {request && <EquivalentCall operation="ResourceService_SetIamPolicy" request={request} />}
    </Confirmation>
  )
}
