import { Link } from 'react-router'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { accessWords } from '../../words/access-words.ts'
import { RoleBadges } from '../roles/role-badges.tsx'
import type { PlacePolicy } from '../roles/use-policies.ts'
import { Table } from '../../parts/table.tsx'

export interface Person {
  readonly id: string
  readonly email: string
  readonly full_name: string
  readonly signs_in_by: keyof typeof accessWords.people.by
  /** Null for a person who may sign in, and where the response does not say. */
  readonly disabled_at: string | null
}

type KnownPerson = Pick<Person, 'id' | 'email' | 'full_name'> & { readonly identity_type: string }

/** A person as the iam API describes them. It has no field for whether they may still sign in. */
export const personOf = ({ id, email, full_name, identity_type: type }: KnownPerson): Person => ({
  id,
  email,
  full_name,
  signs_in_by: type === 'EMAIL_PASSWORD' ? 'PASSWORD' : 'PROVIDER',
  disabled_at: null,
})

interface PeopleTableProps {
  readonly people: readonly Person[]
  readonly policies: readonly PlacePolicy[]
}

const { columns } = accessWords.people

export function PeopleTable({ people, policies }: PeopleTableProps) {
  return (
    <Table columns={[columns.name, columns.email, columns.roles, columns.signsInBy]}>
      {people.map((person) => (
        <tr key={person.id}>
          <th scope="row">
            <Link to={`/access/members/${person.id}`}>{person.full_name}</Link>
          </th>
          <td>{person.email}</td>
          <td>
            <RoleBadges policies={policies} memberId={person.id} />
          </td>
          <td>
            {person.disabled_at === null ? (
              accessWords.people.by[person.signs_in_by]
            ) : (
              <>
                <span className="badge">{accessWords.people.disabled}</span> <TimeAgo at={person.disabled_at} />
              </>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}
