import { makeChange } from '../../change.ts'
import { actorFor, findUser, type Unsigned } from '../../principal/user/person.ts'
import { removeEmailSubscription } from './remove-email-subscription.ts'

/** Deletes a subscription for a caller that has shown a link from one of its mails. It is no error if it is already deleted. */
export async function endEmailSubscription(context: Unsigned, id: string): Promise<void> {
  const { store } = context
  const found = await store.emailSubscriptions.find(id)
  const person = found && (await findUser(store, found.principalId))
  const project = found && (await store.organizations.findProject(found.projectId))
  if (!found || !person || !project) return
  const location = { organizationId: project.organizationId, projectId: project.id }
  await makeChange({ ...context, actor: actorFor(person.principal) }, location, async (change) => {
    const still = await change.tx.emailSubscriptions.find(id)
    if (still !== undefined) await removeEmailSubscription(change, still)
  })
}
