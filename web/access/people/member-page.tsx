// One person: who they are, their roles, direct and through groups, and how to remove them.
import { useState } from 'react'
import { useParams } from 'react-router'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { Copyable } from '../../parts/copyable.tsx'
import { Fact } from '../../parts/fact.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { AccessPage } from '../access-page.tsx'
import { GroupsOf } from '../groups/groups-of.tsx'
import { useGroupsOf } from '../groups/use-groups-of.ts'
import { RolesOf } from '../roles/roles-of.tsx'
import { type Person, personOf } from './people-table.tsx'

const says = accessWords.people
const MEMBERS = '/access/members'

export function MemberPage() {
  const { member: id = '' } = useParams()
  const access = useAccess()
  const organizationId = access.organization?.id ?? ''
  const answer = useAnswer(
    'IamService_BatchGetPrincipals',
    { params: { organization_id: organizationId }, query: { principal_ids: [id] } },
    { when: access.somewhere('resource-manager.resources.get-iam-policy') },
  )
  const user = answer.data?.principals[0]?.user
  const person = user ? personOf(user) : null
  return (
    <AccessPage
      title={person?.full_name ?? accessWords.kinds.USER}
      crumbs={[{ name: words.navigation.members, to: MEMBERS }]}
      access={access}
      needs={['iam.users.get', 'resource-manager.resources.get-iam-policy']}
    >
      {() => (
        <Answered answer={answer}>
          {() => (person ? <Member access={access} person={person} /> : <p>{words.none}</p>)}
        </Answered>
      )}
    </AccessPage>
  )
}

function Member({ access, person }: { readonly access: Access; readonly person: Person }) {
  const { groups } = useGroupsOf(access, person.id)
  const member = { id: person.id, type: 'USER', name: person.full_name } as const
  const [isRemoving, setRemoving] = useState(false)
  return (
    <>
      <dl className="facts" style={{ marginBottom: 16 }}>
        <Fact name={says.columns.email}>{person.email}</Fact>
        <Fact name={accessWords.id}>
          <Copyable text={person.id} label={accessWords.id} />
        </Fact>
      </dl>
      <RolesOf access={access} member={member} groups={groups} isMain />
      <GroupsOf access={access} groups={groups} />
      <PermittedButton
        permits={access.onOrganization}
        permission="iam.users.disable"
        mt="md"
        onClick={() => {
          setRemoving(true)
        }}
      >
        {says.removing.title}
      </PermittedButton>
      {isRemoving && (
        <Removal
          access={access}
          person={person}
          onClose={() => {
            setRemoving(false)
          }}
        />
      )}
    </>
  )
}

interface RemovalProps {
  readonly access: Access
  readonly person: Person
  readonly onClose: () => void
}

function Removal({ access, person, onClose }: RemovalProps) {
  const request = { params: { organization_id: access.organization?.id ?? '', user_principal_id: person.id } }
  return (
    <ConfirmedChange
      operation="IamService_DeleteOrganizationMembership"
      request={request}
      title={says.removing.title}
      action={says.removing.action(person.full_name)}
      typed={person.email}
      leadsTo={MEMBERS}
      onClose={onClose}
    >
      <p>{says.removing.says(person.full_name)}</p>
    </ConfirmedChange>
  )
}
