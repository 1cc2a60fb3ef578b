// The people of the organization with their roles, and the invitations. An administrator of a project alone sees those who hold roles
// there.
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { PageTurns, usePageQuery } from '../../parts/page-turns.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { AccessPage } from '../access-page.tsx'
import { GiveRole } from '../roles/give-role.tsx'
import { membersIn } from '../roles/policy.ts'
import { usePolicies } from '../roles/use-policies.ts'
import { Invitations } from './invitations.tsx'
import { InvitePeople, useInvitation } from './invite-people.tsx'
import { Invited } from './invited.tsx'
import { type Person, PeopleTable, personOf } from './people-table.tsx'

const PAGE_SIZE = 50
const says = accessWords.people

export function MembersPage() {
  const access = useAccess()
  const [search] = useSearchParams()
  const [isInviting, setInviting] = useState(false)
  const invitation = useInvitation()
  const isOfInvitations = search.get('view') === 'invitations'
  const mayInvite = access.onOrganization('iam.users.invite')
  return (
    <AccessPage
      title={words.navigation.members}
      access={access}
      needs={['iam.users.get', 'resource-manager.resources.get-iam-policy']}
      actions={
        <PermittedButton
          permits={access.onOrganization}
          permission="iam.users.invite"
          obstacle={invitation.data === undefined ? null : accessWords.once.keepFirst}
          variant="filled"
          onClick={() => {
            setInviting(true)
          }}
        >
          {says.invite.title}
        </PermittedButton>
      }
    >
      {() => (
        <>
          {mayInvite && <Views />}
          <Invited invitation={invitation} />
          {isInviting && (
            <InvitePeople
              access={access}
              invitation={invitation}
              onClose={() => {
                setInviting(false)
              }}
            />
          )}
          {isOfInvitations ? (
            <Invitations access={access} />
          ) : access.onOrganization('iam.users.get') ? (
            <PeopleOfOrganization access={access} />
          ) : (
            <PeopleOfProjects access={access} />
          )}
        </>
      )}
    </AccessPage>
  )
}

const views = Object.entries(says.view).map(([value, label]) => ({ value, label }))

function Views() {
  const [search, setSearch] = useSearchParams()
  return (
    <SegmentedControl
      aria-label={says.views}
      data={views}
      value={search.get('view') ?? 'people'}
      mb="sm"
      onChange={(view) => {
        setSearch(view === 'people' ? {} : { view })
      }}
    />
  )
}

function PeopleOfOrganization({ access }: { readonly access: Access }) {
  const query = usePageQuery(PAGE_SIZE)
  const params = { organization_id: access.organization?.id ?? '' }
  const answer = useAnswer('AssayService_ListPeople', { params, query })
  return (
    <Answered answer={answer}>
      {({ people, pagination }) => (
        <>
          <People access={access} people={people} />
          <PageTurns tokens={pagination} />
        </>
      )}
    </Answered>
  )
}

function PeopleOfProjects({ access }: { readonly access: Access }) {
  const policies = usePolicies(access)
  const ids = (policies.data ?? [])
    .flatMap(({ policy }) => membersIn(policy))
    .flatMap(({ member_id: id, member_type: type }) => (type === 'USER' ? [id] : []))
  const answer = useAnswer(
    'IamService_BatchGetPrincipals',
    { params: { organization_id: access.organization?.id ?? '' }, query: { principal_ids: [...new Set(ids)] } },
    { when: policies.data !== undefined },
  )
  return (
    <Answered answer={answer}>
      {({ principals }) => (
        <People access={access} people={principals.flatMap(({ user }) => (user ? [personOf(user)] : []))} />
      )}
    </Answered>
  )
}

function People({ access, people }: { readonly access: Access; readonly people: readonly Person[] }) {
  const policies = usePolicies(access)
  const [isGiving, setGiving] = useState(false)
  return (
    <>
      <PeopleTable people={people} policies={policies.data ?? []} />
      <PermittedButton
        permits={access.somewhere}
        permission="resource-manager.resources.set-iam-policy"
        mt="md"
        onClick={() => {
          setGiving(true)
        }}
      >
        {accessWords.roles.giving.title}
      </PermittedButton>
      {isGiving && policies.data && (
        <GiveRole
          access={access}
          policies={policies.data}
          onClose={() => {
            setGiving(false)
          }}
        />
      )}
    </>
  )
}
