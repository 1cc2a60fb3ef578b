// Which workloads a service principal trusts: programs that have no key, because their platform vouches for them.
import { Select } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { Answered } from '../../parts/answered.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { AccessPage } from '../access-page.tsx'
import { placeName } from '../roles/give-role.tsx'
import {
  type Found,
  servicePrincipalPath,
  useServicePrincipals,
  workloadIdentitySearch,
} from '../service-principals/service-principal.ts'
import { Providers } from './providers.tsx'

const says = accessWords.workloadIdentity

export function WorkloadIdentityPage() {
  const access = useAccess()
  return (
    <AccessPage
      title={words.navigation.workloadIdentity}
      says={says.says}
      access={access}
      needs={['iam.workload-identity-providers.get']}
    >
      {() => <OfPrincipal access={access} />}
    </AccessPage>
  )
}

function OfPrincipal({ access }: { readonly access: Access }) {
  const [search, setSearch] = useSearchParams()
  const answer = useServicePrincipals(access)
  return (
    <Answered answer={answer}>
      {(found) => {
        const chosen = found.find(
          ({ principal: { name, project_id: projectId } }) =>
            name === search.get('of') && projectId === (search.get('project') ?? ''),
        )
        return (
          <>
            <Select
              label={says.ofWhom}
              placeholder={says.choose}
              data={found.map(optionOf)}
              value={chosen?.principal.resource_name ?? null}
              searchable
              mb="md"
              maw={480}
              onChange={(resourceName) => {
                const picked = found.find(({ principal }) => principal.resource_name === resourceName)
                setSearch(picked ? workloadIdentitySearch(picked.principal) : {})
              }}
            />
            {found.length === 0 && (
              <p>
                <Link to="/access/service-principals">{says.makeOne}</Link>
              </p>
            )}
            {chosen && (
              <>
                <p>
                  <Link to={servicePrincipalPath(chosen.principal)}>{says.rolesOf(chosen.principal.name)}</Link>
                </p>
                <Providers key={chosen.principal.resource_name} access={access} principal={chosen.principal} />
              </>
            )}
          </>
        )
      }}
    </Answered>
  )
}

const optionOf = ({ place, principal }: Found) => ({
  value: principal.resource_name,
  label: `${principal.name} (${placeName(place)})`,
})
