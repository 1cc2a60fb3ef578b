import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { type Home, resourceOf } from '../../location.ts'

/** The id of the principal in the home that has the key; undefined when no principal in the home has it. */
export async function findKeyHolder(
  context: Context,
  { home, clientId }: { readonly home: Home; readonly clientId: string },
): Promise<string | undefined> {
  authorize(context, 'service-principal-key.list', resourceOf(home))
  const { principals } = context.store
  const key = await principals.findKey(clientId)
  const holder = key && (await principals.find(key.principalId))
  return holder?.organizationId === home.organizationId && holder.projectId === home.projectId ? holder.id : undefined
}
