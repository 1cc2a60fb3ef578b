import { isAllowed, isAllowedSomewhere } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import { permissionNamed } from './permission-names.ts'
import { lookFor, type PolicyTarget } from './policy.ts'

const MOST = 1000
/** Held on an organization by who may see one of its groups, and so has its list answered. */
const LIST_GROUPS = 'iam.groups.list'

/** Which of the permissions, by their names, the actor holds there. Everybody may ask that of themselves. */
export async function testPermissions(
  context: Context,
  { target, names }: { readonly target: PolicyTarget; readonly names: readonly string[] },
): Promise<readonly string[]> {
  if (names.length > MOST) throw invalidArgument('permissions', `may be at most ${MOST} at once`)
  const { resource, bound } = await lookFor(context, target)
  return [...new Set(names)].filter((name) => {
    if (name === LIST_GROUPS) return bound.type === 'organization' && isAllowedSomewhere(context, 'group.get', bound.id)
    const permission = permissionNamed(name)
    return permission !== undefined && isAllowed(context, permission, resource)
  })
}
