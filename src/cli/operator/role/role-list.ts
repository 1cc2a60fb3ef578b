import { permissionsOf } from '../../../domain/authorize.ts'
import { type ResourceType, type Role, roles, rolesOn } from '../../../domain/principal/role/role.ts'

/** Prints every role, the types of resources it can be held on, and its permissions by noun. */
export async function roleList(): Promise<void> {
  process.stdout.write((Object.keys(roles) as Role[]).map(roleText).join('\n'))
}

function roleText(role: Role): string {
  const places = (Object.keys(rolesOn) as ResourceType[]).filter((type) => rolesOn[type].includes(role))
  const byNoun = Map.groupBy(permissionsOf[role], (permission) => permission.slice(0, permission.indexOf('.')))
  const lines = [...byNoun].map(([noun, permissions]) => {
    const verbs = new Set(permissions.map((permission) => permission.slice(noun.length + 1)))
    return `  ${noun}: ${[...verbs].join(', ')}\n`
  })
  return `${role} (on ${places.join(', ')}): ${roles[role].description}\n${lines.join('')}`
}
