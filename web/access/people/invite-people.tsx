// Invites a person. No mail is sent: the address that lets them in is shown once, to the user who invites.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import { roleName } from '../roles/policy.ts'
import { RoleMeaning, RoleOption } from '../roles/role-meaning.tsx'
import { canBeHeldOn, useRoles } from '../roles/use-policies.ts'

const says = accessWords.people.invite

/** Belongs to the page rather than to the dialog: the response is shown once, when the dialog has already closed. */
export const useInvitation = () => useChange('InvitationsService_CreateOrganizationInvitations', { isForgotten: true })

interface InvitePeopleProps {
  readonly access: Access
  readonly invitation: ReturnType<typeof useInvitation>
  readonly onClose: () => void
}

export function InvitePeople({ access, invitation, onClose }: InvitePeopleProps) {
  const [email, setEmail] = useState('')
  const [roleId, setRoleId] = useState<string | null>('roles/viewer')
  const roles = useRoles(access).filter((role) => canBeHeldOn(role, 'organization'))
  const request = {
    params: { organization_id: access.organization?.id ?? '' },
    body: { invitations: [{ invitee_email: email, role: roleId ?? '' }] },
  }
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={invitation.isPending}
      error={invitation.error}
      onConfirm={() => {
        invitation.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <TextInput
        label={says.email}
        type="email"
        value={email}
        required
        data-autofocus
        autoComplete="off"
        onChange={({ currentTarget }) => {
          setEmail(currentTarget.value)
        }}
      />
      <Select
        label={says.role}
        placeholder={says.noRole}
        data={roles.map(({ id }) => ({ value: id, label: roleName(id) }))}
        value={roleId}
        clearable
        renderOption={({ option }) => <RoleOption role={roles.find(({ id }) => id === option.value)} />}
        onChange={setRoleId}
      />
      <div aria-live="polite">
        <RoleMeaning role={roles.find(({ id }) => id === roleId)} />
      </div>
      <p className="quiet">{says.how}</p>
      <EquivalentCall operation="InvitationsService_CreateOrganizationInvitations" request={request} />
    </Confirmation>
  )
}
