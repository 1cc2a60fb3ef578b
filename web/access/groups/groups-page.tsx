// The groups of the organization: what a group holds, its members hold.
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
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
  const mayMake = access.onOrganization
  return (
    <AccessPage
      title={words.navigation.groups}
      says={says.says}
      access={access}
      needs={['iam.groups.get']}
      actions={
        <PermittedButton
          permits={mayMake}
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
          <Groups access={access} />
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

function Groups({ access }: { readonly access: Access }) {
  const answer = useAnswer('GroupsService_ListGroups', { params: parentOf(access) })
  const policies = usePolicies(access)
  return (
    <Answered answer={answer}>
      {({ groups }) =>
        groups.length === 0 ? (
          <p>{says.none}</p>
        ) : (
          <Table columns={Object.values(says.columns)}>
            {groups.map((group) => (
              <tr key={group.resource_id}>
                <th scope="row">
                  <Link to={groupPath(group.resource_name)}>{group.display_name}</Link>
                </th>
                <td>{group.description}</td>
                <td>{group.member_count.toLocaleString()}</td>
                <td>
                  <RoleBadges policies={policies.data ?? []} memberId={group.resource_id} />
                </td>
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
