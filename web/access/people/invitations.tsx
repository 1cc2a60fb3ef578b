// The invitations that have not been accepted yet.
import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { PageTurns, usePageQuery } from '../../parts/page-turns.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { roleName } from '../roles/policy.ts'

const PAGE_SIZE = 50
const says = accessWords.people.invitations

interface Invitation {
  readonly id: string
  readonly invitee_email: string
}

export function Invitations({ access }: { readonly access: Access }) {
  const query = { ...usePageQuery(PAGE_SIZE), states: ['PENDING'] }
  const params = { organization_id: access.organization?.id ?? '' }
  const answer = useAnswer('InvitationsService_ListOrganizationInvitations', { params, query })
  const [withdrawn, setWithdrawn] = useState<Invitation | null>(null)
  return (
    <Answered answer={answer}>
      {({ invitations, pagination }) => (
        <>
          <p className="quiet">{invitations.length === 0 ? says.none : says.says}</p>
          {invitations.length > 0 && (
            <Table columns={[says.columns.email, says.columns.role, says.columns.made, says.columns.withdraw]}>
              {invitations.map((invitation) => (
                <tr key={invitation.id}>
                  <th scope="row">{invitation.invitee_email || says.anybody}</th>
                  <td>{roleName(invitation.role) || words.none}</td>
                  <td>
                    <TimeAgo at={invitation.created_at} />
                  </td>
                  <td>
                    <PermittedButton
                      permits={access.onOrganization}
                      permission="iam.users.invite"
                      size="xs"
                      aria-label={says.withdrawOf(invitation.invitee_email || says.anybody)}
                      onClick={() => {
                        setWithdrawn(invitation)
                      }}
                    >
                      {says.columns.withdraw}
                    </PermittedButton>
                  </td>
                </tr>
              ))}
            </Table>
          )}
          <PageTurns tokens={pagination} />
          {withdrawn && (
            <Withdrawal
              invitation={withdrawn}
              organizationId={params.organization_id}
              onClose={() => {
                setWithdrawn(null)
              }}
            />
          )}
        </>
      )}
    </Answered>
  )
}

interface WithdrawalProps {
  readonly invitation: Invitation
  readonly organizationId: string
  readonly onClose: () => void
}

function Withdrawal({ invitation, organizationId, onClose }: WithdrawalProps) {
  const request = { params: { organization_id: organizationId, invitation_id: invitation.id } }
  const whom = invitation.invitee_email || says.anybody
  return (
    <ConfirmedChange
      operation="InvitationsService_DeleteOrganizationInvitation"
      request={request}
      title={says.withdrawing.title}
      action={says.withdrawOf(whom)}
      onClose={onClose}
    >
      <p>{says.withdrawing.says}</p>
    </ConfirmedChange>
  )
}
