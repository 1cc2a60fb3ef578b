// One service principal: its roles, its keys, and the link to its workload identity providers.
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
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
import { Keys } from './keys.tsx'
import { homeResource, type ServicePrincipal, workloadIdentitySearch } from './service-principal.ts'

const says = accessWords.servicePrincipals
const LIST = '/access/service-principals'

export function ServicePrincipalPage() {
  const { principal: name = '' } = useParams()
  const [search] = useSearchParams()
  const access = useAccess()
  const projectId = search.get('project')
  const home = projectId === null ? `organization/${access.organization?.id ?? ''}` : `project/${projectId}`
  const answer = useAnswer(
    'ServicePrincipalsService_GetServicePrincipal',
    { params: { resource_name: `iam/${home}/service-principal/${name}` } },
    { when: access.somewhere('iam.service-principals.get') },
  )
  return (
    <AccessPage
      title={name}
      crumbs={[{ name: words.navigation.servicePrincipals, to: LIST }]}
      access={access}
      needs={['iam.service-principals.get']}
    >
      {() => (
        <Answered answer={answer}>
          {({ service_principal: principal, keys }) =>
            principal && <OnePrincipal access={access} principal={principal} keys={keys} />
          }
        </Answered>
      )}
    </AccessPage>
  )
}

interface OnePrincipalProps {
  readonly access: Access
  readonly principal: ServicePrincipal
  readonly keys: Parameters<typeof Keys>[0]['keys']
}

function OnePrincipal({ access, principal, keys }: OnePrincipalProps) {
  const { groups } = useGroupsOf(access, principal.id)
  const [isDeleting, setDeleting] = useState(false)
  return (
    <>
      <dl className="facts" style={{ marginBottom: 16 }}>
        <Fact name={accessWords.resourceName}>
          <Copyable text={principal.resource_name} label={accessWords.resourceName} />
        </Fact>
        <Fact name={accessWords.id}>
          <Copyable text={principal.id} label={accessWords.id} />
        </Fact>
        <Fact name={words.navigation.workloadIdentity}>
          <Link to={`/access/workload-identity?${workloadIdentitySearch(principal).toString()}`}>{says.providers}</Link>
        </Fact>
      </dl>
      <Keys access={access} principal={principal} keys={keys} />
      <RolesOf
        access={access}
        member={{ id: principal.id, type: 'SERVICE_PRINCIPAL', name: principal.name }}
        groups={groups}
      />
      <GroupsOf access={access} groups={groups} />
      <PermittedButton
        permits={access.on(homeResource(principal.resource_name))}
        permission="iam.service-principals.delete"
        mt="md"
        onClick={() => {
          setDeleting(true)
        }}
      >
        {says.deleting.title}
      </PermittedButton>
      {isDeleting && (
        <Deletion
          principal={principal}
          onClose={() => {
            setDeleting(false)
          }}
        />
      )}
    </>
  )
}

function Deletion({ principal, onClose }: { readonly principal: ServicePrincipal; readonly onClose: () => void }) {
  const request = { params: { resource_name: principal.resource_name } }
  return (
    <ConfirmedChange
      operation="ServicePrincipalsService_DeleteServicePrincipal"
      request={request}
      title={says.deleting.title}
      action={says.deleting.action(principal.name)}
      typed={principal.name}
      leadsTo={LIST}
      onClose={onClose}
    >
      <p>{says.deleting.says}</p>
    </ConfirmedChange>
  )
}
