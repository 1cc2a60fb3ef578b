import { isAllowed, isAllowedSomewhere } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import { permissionNamed } from './permission-names.ts'
import { lookFor, type PolicyTarget } from './policy.ts'

const MOST = 1000
/** An actor that may see one group of an organization holds this on the organization, because it may list the groups. */
const LIST_GROUPS = 'iam.groups.list'

/** Which of the named permissions the actor holds on the target. Every actor may ask this about itself. */
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
