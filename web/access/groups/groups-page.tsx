// The groups of the organization: the roles of a group apply to its members.
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { OFTEN } from '../../asking/use-answer.ts'
import { useGroups } from '../../asking/use-groups.ts'
import { Answered } from '../../parts/answered.tsx'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { type Named, NameFields } from '../name-fields.tsx'
import { AccessPage } from '../access-page.tsx'
import { RoleBadges } from '../roles/role-badges.tsx'
import { usePolicies } from '../roles/use-policies.ts'
import { groupPath } from './use-groups-of.ts'

const says = accessWords.groups

export function GroupsPage() {
  const access = useAccess()
  const [isMaking, setMaking] = useState(false)
  const groups = useGroups(access, { again: OFTEN })
  return (
    <AccessPage
      title={words.navigation.groups}
      says={says.says}
      access={access}
      needs={['iam.groups.get']}
      permits={() => access.seesGroups && !groups.mayNone}
      actions={
        <PermittedButton
          permits={access.onOrganization}
          permission="iam.groups.create"
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
          <Groups access={access} answer={groups} />
          {isMaking && (
            <Making
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

const parentOf = (access: Access) => ({ parent_resource_name: `organization/${access.organization?.id ?? ''}` })

interface GroupsProps {
  readonly access: Access
  readonly answer: ReturnType<typeof useGroups>
}

function Groups({ access, answer }: GroupsProps) {
  const { roles, ...columns } = says.columns
  const seesRoles = access.somewhere('resource-manager.resources.get-iam-policy')
  const policies = usePolicies(access)
  return (
    <Answered answer={answer}>
      {({ groups }) =>
        groups.length === 0 ? (
          <p>{says.none}</p>
        ) : (
          <Table columns={[...Object.values(columns), ...(seesRoles ? [roles] : [])]}>
            {groups.map((group) => (
              <tr key={group.resource_id}>
                <th scope="row">
                  <Link to={groupPath(group.resource_name)}>{group.display_name}</Link>
                </th>
                <td>{group.description}</td>
                <td>{group.member_count.toLocaleString()}</td>
                {seesRoles && (
                  <td>
                    <RoleBadges policies={policies.data ?? []} memberId={group.resource_id} />
                  </td>
                )}
              </tr>
            ))}
          </Table>
        )
      }
    </Answered>
  )
}

function Making({ access, onClose }: { readonly access: Access; readonly onClose: () => void }) {
  const navigate = useNavigate()
  const [named, setNamed] = useState<Named>({ name: '', description: '' })
  const request = { params: parentOf(access), body: named }
  return (
    <ConfirmedChange
      operation="GroupsService_CreateGroup"
      request={request}
      title={says.making.title}
      action={says.making.action}
      onDone={({ group }) => void navigate(groupPath(group?.resource_name ?? ''))}
      onClose={onClose}
    >
      <NameFields value={named} onChange={setNamed} />
    </ConfirmedChange>
  )
}
