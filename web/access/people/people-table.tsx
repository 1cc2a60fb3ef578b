import { Link } from 'react-router'
import { words } from '../../words/words.ts'
import { RoleBadges } from '../roles/role-badges.tsx'
import type { PlacePolicy } from '../roles/use-policies.ts'

export interface Person {
  readonly id: string
  readonly email: string
  readonly full_name: string
  readonly identity_type: string
}

interface PeopleTableProps {
  readonly people: readonly Person[]
  readonly policies: readonly PlacePolicy[]
}

const { columns } = words.access.people

export function PeopleTable({ people, policies }: PeopleTableProps) {
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            {[columns.name, columns.email, columns.roles, columns.signsInBy].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <Link to={`/access/members/${person.id}`}>{person.full_name}</Link>
              </th>
              <td>{person.email}</td>
              <td>
                <RoleBadges policies={policies} memberId={person.id} />
              </td>
              <td>{signsInBy(person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const signsInBy = ({ identity_type: type }: Pick<Person, 'identity_type'>): string =>
  type === 'EMAIL_PASSWORD' ? words.access.people.byPassword : words.access.people.byProvider
