// What each role permits, according to the server.
import { useAccess } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { Fact } from '../../parts/fact.tsx'
import { accessWords } from '../../words/access-words.ts'
import { Table } from '../../parts/table.tsx'
import { permissionWords } from '../../words/permission-words.ts'
import { words } from '../../words/words.ts'
import { AccessPage } from '../access-page.tsx'
import { type Role, roleName } from './policy.ts'

const says = accessWords.roles.table

export function RolesPage() {
  const access = useAccess()
  return (
    <AccessPage title={words.navigation.roles} says={says.says} access={access} needs={[]}>
      {() => <RoleTables organizationId={access.organization?.id ?? ''} />}
    </AccessPage>
  )
}

function RoleTables({ organizationId }: { readonly organizationId: string }) {
  const answer = useAnswer('OrganizationService_ListRoles', { params: { id: organizationId } }, { again: 300_000 })
  return (
    <Answered answer={answer} lines={20}>
      {({ roles }) => (
        <>
          <dl className="facts panel" style={{ marginBottom: 16 }}>
            {roles.map(({ id, description }) => (
              <Fact key={id} name={roleName(id)}>
                {description}
              </Fact>
            ))}
          </dl>
          <PermissionTable roles={roles} />
        </>
      )}
    </Answered>
  )
}

function PermissionTable({ roles }: { readonly roles: readonly Role[] }) {
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))]
  return (
    <Table columns={[says.permission, ...roles.map(({ id }) => roleName(id))]} label={says.permissions}>
      {permissions.map((permission) => (
        <tr key={permission}>
          <th scope="row">
            {permissionWords[permission] ?? permission}
            <div className="quiet mono">{permission}</div>
          </th>
          {roles.map((role) => (
            <td key={role.id}>
              {role.permissions.includes(permission) ? says.yes : <span className="quiet">{words.none}</span>}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  )
}
