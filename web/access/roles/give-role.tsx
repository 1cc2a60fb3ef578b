// Grants a role: to whom, where, which one, and what it permits.
import { Select } from '@mantine/core'
import { useState } from 'react'
import { bucketResource } from '../../asking/permissions.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { BucketSelect } from '../../parts/bucket-select.tsx'
import type { Access, Place } from '../../asking/use-access.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import { PrincipalPicker } from '../principal-picker.tsx'
import { OvertakenNote } from './overtaken-note.tsx'
import { type Member, policyRequest, roleName } from './policy.ts'
import { RoleMeaning, RoleOption } from './role-meaning.tsx'
import { canBeHeldOn, type PlacePolicy, useRoles } from './use-policies.ts'

interface GiveRoleProps {
  readonly access: Access
  readonly policies: readonly PlacePolicy[]
  /** Absent when the user is to choose the member. */
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
  // Nothing is chosen at first: otherwise the widest scope would be granted by oversight.
  const [resourceName, setResourceName] = useState<string | null>(null)
  const [bucket, setBucket] = useState<string | null>(null)
  const [roleId, setRoleId] = useState<string | null>(null)
  const member = given ?? picked
  const target = open.find(({ place }) => place.resourceName === resourceName)
  const ofBucket = useBucketPolicy(target?.place, bucket)
  const kind = ofBucket ? 'bucket' : target?.place.kind
  const at = ofBucket ?? (target && { resourceName: target.place.resourceName, policy: target.policy })
  const fitting = roles.filter((role) => kind !== undefined && canBeHeldOn(role, kind))
  const role = fitting.find(({ id }) => id === roleId)
  const request =
    member && at?.policy && role
      ? policyRequest(at.resourceName, at.policy, { kind: 'give', roleId: role.id, member })
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
        onChange={(value) => {
          setResourceName(value)
          setBucket(null)
        }}
      />
      {target?.place.kind === 'project' && (
        <BucketSelect
          key={target.place.id}
          project={{ id: target.place.id, organizationId: access.organization?.id ?? '' }}
          label={says.bucket}
          any={says.allBuckets}
          value={bucket}
          onChange={setBucket}
        />
      )}
      <Select
        label={says.role}
        data={fitting.map(({ id }) => ({ value: id, label: roleName(id) }))}
        value={role?.id ?? null}
        required
        renderOption={({ option }) => <RoleOption role={roles.find(({ id }) => id === option.value)} />}
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

/** The policy of the bucket, once it has arrived; undefined when no bucket is chosen. */
function useBucketPolicy(place: Place | undefined, bucket: string | null) {
  const isAsked = place !== undefined && bucket !== null
  const resourceName = isAsked ? bucketResource(place.id, bucket) : ''
  const { data, isPlaceholderData } = useAnswer(
    'ResourceService_GetIamPolicy',
    { query: { resource_name: resourceName } },
    { when: isAsked },
  )
  return isAsked ? { resourceName, policy: isPlaceholderData ? undefined : data?.policy } : undefined
}

export const placeName = ({ kind, name }: Place): string =>
  kind === 'organization' ? accessWords.organization(name) : accessWords.project(name)
