// The identities of machines: of the organization, and of its projects.
import { useState } from 'react'
import { Link } from 'react-router'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { Answered } from '../../parts/answered.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { AccessPage } from '../access-page.tsx'
import { placeName } from '../roles/give-role.tsx'
import { RoleBadges } from '../roles/role-badges.tsx'
import { usePolicies } from '../roles/use-policies.ts'
import { MakeServicePrincipal } from './make-service-principal.tsx'
import { servicePrincipalPath, useServicePrincipals } from './service-principal.ts'

const says = accessWords.servicePrincipals

export function ServicePrincipalsPage() {
  const access = useAccess()
  const [isMaking, setMaking] = useState(false)
  return (
    <AccessPage
      title={words.navigation.servicePrincipals}
      says={says.says}
      access={access}
      needs={['iam.service-principals.get']}
      actions={
        <PermittedButton
          permits={access.somewhere}
          permission="iam.service-principals.create"
          variant="filled"
          onClick={() => {
            setMaking(true)
          }}
        >
          {says.making.title}
        </PermittedButton>
      }
    >
      {() => (
        <>
          <ServicePrincipals access={access} />
          {isMaking && (
            <MakeServicePrincipal
              access={access}
              onClose={() => {
                setMaking(false)
              }}
            />
          )}
        </>
      )}
    </AccessPage>
  )
}

function ServicePrincipals({ access }: { readonly access: Access }) {
  const answer = useServicePrincipals(access)
  const policies = usePolicies(access)
  return (
    <Answered answer={answer}>
      {(found) =>
        found.length === 0 ? (
          <p>{says.none}</p>
        ) : (
          <Table columns={Object.values(says.columns)}>
            {found.map(({ place, principal }) => (
              <tr key={principal.id}>
                <th scope="row">
                  <Link to={servicePrincipalPath(principal)}>{principal.name}</Link>
                </th>
                <td>{placeName(place)}</td>
                <td>
                  <RoleBadges policies={policies.data ?? []} memberId={principal.id} />
                </td>
                <td>
                  <TimeAgo at={principal.created_at} />
                </td>
              </tr>
            ))}
          </Table>
        )
      }
    </Answered>
  )
}
