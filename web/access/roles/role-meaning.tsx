// What a role is for, with all its permissions on demand.
import { accessWords } from '../../words/access-words.ts'
import { permissionWords } from '../../words/permission-words.ts'
import { type Role, roleName } from './policy.ts'

/** A role in a list of options: its purpose is visible before it is chosen. */
export function RoleOption({ role }: { readonly role: Role | undefined }) {
  if (role === undefined) return null
  return (
    <div>
      {roleName(role.id)}
      <div className="quiet">{role.description}</div>
    </div>
  )
}

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
