import { makeChange } from '../../change.ts'
import { actorFor, findUser, type Unsigned } from '../../principal/user/person.ts'
import { removeEmailSubscription } from './remove-email-subscription.ts'

/** Ends a subscription for whoever has shown a link of one of its mails. One that is gone already is no error. */
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
