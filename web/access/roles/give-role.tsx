// A role is given: to whom, where, which, and what that one may do.
import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Access, Place } from '../../asking/use-access.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import { PrincipalPicker } from '../principal-picker.tsx'
import { OvertakenNote } from './overtaken-note.tsx'
import { type Member, policyRequest, roleName } from './policy.ts'
import { RoleMeaning } from './role-meaning.tsx'
import { canBeHeldOn, type PlacePolicy, useRoles } from './use-policies.ts'

interface GiveRoleProps {
  readonly access: Access
  readonly policies: readonly PlacePolicy[]
  /** Absent where it is to be said to whom. */
  readonly member?: Member
  readonly onClose: () => void
}

export function GiveRole({ access, policies, member: given, onClose }: GiveRoleProps) {
  const says = accessWords.roles.giving
  const change = useChange('ResourceService_SetIamPolicy')
  const roles = useRoles(access)
  const open = policies.filter(({ place }) =>
    access.on(place.resourceName)('resource-manager.resources.set-iam-policy'),
  )
  const [picked, setPicked] = useState<Member | null>(null)
  const [resourceName, setResourceName] = useState(open[0]?.place.resourceName ?? null)
  const [roleId, setRoleId] = useState<string | null>(null)
  const member = given ?? picked
  const target = open.find(({ place }) => place.resourceName === resourceName)
  const fitting = roles.filter((role) => target !== undefined && canBeHeldOn(role, target.place.kind))
  const role = fitting.find(({ id }) => id === roleId)
  const request =
    member && target && role
      ? policyRequest(target.place.resourceName, target.policy, { kind: 'give', roleId: role.id, member })
      : null
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        if (request) change.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      {given ? (
        <p>{says.to(given.name)}</p>
      ) : (
        <PrincipalPicker access={access} label={says.whom} picked={picked} onPick={setPicked} />
      )}
      <Select
        label={says.where}
        data={open.map(({ place }) => ({ value: place.resourceName, label: placeName(place) }))}
        value={resourceName}
        allowDeselect={false}
        required
        onChange={setResourceName}
      />
      <Select
        label={says.role}
        data={fitting.map(({ id }) => ({ value: id, label: roleName(id) }))}
        value={role?.id ?? null}
        required
        onChange={setRoleId}
      />
      <div aria-live="polite">
        <RoleMeaning role={role} />
      </div>
      <OvertakenNote error={change.error} />
      {request && <EquivalentCall operation="ResourceService_SetIamPolicy" request={request} />}
    </Confirmation>
  )
}

export const placeName = ({ kind, name }: Place): string =>
  kind === 'organization' ? accessWords.organization(name) : accessWords.project(name)
