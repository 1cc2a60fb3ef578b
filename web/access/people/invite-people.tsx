// Somebody is invited. No mail is sent: the address that lets them in is told here, once, to whoever invites.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { Copyable } from '../../parts/copyable.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import { roleName } from '../roles/policy.ts'
import { RoleMeaning } from '../roles/role-meaning.tsx'
import { canBeHeldOn, useRoles } from '../roles/use-policies.ts'
import { ShownOnce } from '../shown-once.tsx'

const says = accessWords.people.invite

/** The contract has no word for it. */
interface Invited {
  readonly invitations?: readonly { readonly address: string }[]
}

export function InvitePeople({ access, onClose }: { readonly access: Access; readonly onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [roleId, setRoleId] = useState<string | null>('roles/viewer')
  const invitation = useChange('InvitationsService_CreateOrganizationInvitations', { isForgotten: true })
  const roles = useRoles(access).filter((role) => canBeHeldOn(role, 'organization'))
  const request = {
    params: { organization_id: access.organization?.id ?? '' },
    body: { invitations: [{ invitee_email: email, role: roleId ?? '' }] },
  }
  const address = (invitation.data as Invited | undefined)?.invitations?.[0]?.address
  if (address !== undefined)
    return (
      <ShownOnce title={says.made(email)} says={says.send} onDone={onClose}>
        <Copyable text={address} label={says.address} />
      </ShownOnce>
    )
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={invitation.isPending}
      error={invitation.error}
      onConfirm={() => {
        invitation.mutate(request)
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
