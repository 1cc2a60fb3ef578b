import { authorizeBuckets } from '../../authorize.ts'
import { makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { fail, notFound } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { requireSelf } from '../../principal/user/person.ts'
import { removeEmailSubscription } from './remove-email-subscription.ts'

/**
 * Deletes a subscription of the calling person, even where the registry sends no e-mail. A subscription of somebody else is `not_found`.
 */
export async function deleteOwnEmailSubscription(
  context: Context,
  { location, id }: { readonly location: Location; readonly id: string },
): Promise<void> {
  authorizeBuckets(context, 'bucket.get', location)
  const { principal } = await requireSelf(context, context.store)
  await makeChange(context, location, async (change) => {
    const found = await change.tx.emailSubscriptions.find(id)
    const isOwn = found?.principalId === principal.id && found.projectId === location.projectId
    await removeEmailSubscription(change, isOwn ? found : fail(notFound('e-mail subscription', id)))
  })
}
