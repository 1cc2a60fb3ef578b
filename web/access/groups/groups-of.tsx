import { Link } from 'react-router'
import type { Access } from '../../asking/use-access.ts'
import { Panel } from '../panel.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import type { GroupOfMember } from '../roles/roles-of.tsx'

/** The groups that a principal is in. Each group's own page lists its members. */
export function GroupsOf({ access, groups }: { readonly access: Access; readonly groups: readonly GroupOfMember[] }) {
  if (!access.onOrganization('iam.groups.get')) return null
  return (
    <Panel title={words.navigation.groups}>
      {groups.length === 0 ? (
        <p>{accessWords.groups.inNone}</p>
      ) : (
        <ul>
          {groups.map(({ id, name, path }) => (
            <li key={id}>
              <Link to={path}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
