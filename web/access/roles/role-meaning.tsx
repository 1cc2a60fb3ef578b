// What a role is for, and all that it permits where somebody wants to know.
import { accessWords } from '../../words/access-words.ts'
import { permissionWords } from '../../words/permission-words.ts'
import type { Role } from './policy.ts'

export function RoleMeaning({ role }: { readonly role: Role | undefined }) {
  if (role === undefined) return null
  return (
    <>
      {role.description}
      <details className="quiet">
        <summary>{accessWords.roles.permits(role.permissions.length)}</summary>
        {role.permissions.map((name) => permissionWords[name] ?? name).join('; ')}
      </details>
    </>
  )
}
