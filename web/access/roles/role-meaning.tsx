// What a role is for, and all that it permits where somebody wants to know.
import { words } from '../../words/words.ts'
import type { Role } from './policy.ts'

export function RoleMeaning({ role }: { readonly role: Role | undefined }) {
  if (role === undefined) return null
  return (
    <>
      {role.description}
      <details className="quiet">
        <summary>{words.access.roles.permits(role.permissions.length)}</summary>
        {role.permissions.map((name) => words.permissions[name] ?? name).join('; ')}
      </details>
    </>
  )
}
