import type { PermissionName, Permits } from '../../asking/permissions.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { accessWords } from '../../words/access-words.ts'
import type { Member } from '../roles/policy.ts'

interface MemberTableProps {
  /** The permissions of the user on the group. */
  readonly permits: Permits
  readonly members: readonly (Member & { readonly email: string })[]
  /** The permission that removing a member requires. */
  readonly permission: PermissionName
  /** The text in place of an empty table. */
  readonly none: string
  readonly onRemove: (member: Member) => void
}

const says = accessWords.groups.members

export function MemberTable({ permits, members, permission, none, onRemove }: MemberTableProps) {
  if (members.length === 0) return <p>{none}</p>
  return (
    <Table columns={[accessWords.name, accessWords.people.columns.email, says.kind, says.remove]}>
      {members.map((member) => (
        <tr key={member.id}>
          <th scope="row">{member.name}</th>
          <td>{member.email}</td>
          <td>{accessWords.kinds[member.type]}</td>
          <td>
            <PermittedButton
              permits={permits}
              permission={permission}
              size="xs"
              aria-label={says.removeOne(member.name)}
              onClick={() => {
                onRemove(member)
              }}
            >
              {says.remove}
            </PermittedButton>
          </td>
        </tr>
      ))}
    </Table>
  )
}
