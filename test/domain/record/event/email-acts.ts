// The acts of event-per-change.test.ts that call the use cases of e-mail subscriptions.
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { newPrincipal } from '../../../../src/domain/principal/principal.ts'
import { createOwnEmailSubscription } from '../../../../src/domain/record/email/create-own-email-subscription.ts'
import { deleteOwnEmailSubscription } from '../../../../src/domain/record/email/delete-own-email-subscription.ts'
import { endEmailSubscription } from '../../../../src/domain/record/email/end-email-subscription.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
}
type Act = (scene: Scene) => Promise<unknown>

const wanted = { bucketName: '', actions: ['*'], bundling: 'soon' } as const

/** The context of a new user who may view the project. */
async function asPerson({ context, location }: Scene): Promise<Context> {
  const { store, clock, newId } = context
  const [id, createdAt] = [newId(), clock.now()]
  const { organizationId, projectId } = location
  const email = `${id.toLowerCase()}@example.com`
  await store.transaction(async ({ principals, users, roles }) => {
    await principals.insert(newPrincipal({ id, kind: 'user', organizationId, projectId: null, name: email, createdAt }))
    const none = { passwordHash: null, oneTimeSecret: null, secondFactorSince: null, usedStep: null }
    await users.insert({ id, organizationId, email, ...none, createdAt })
    await roles.bind({ type: 'project', id: projectId }, { role: 'viewer', principalId: id })
  })
  return { ...context, actor: { type: 'user', id, name: email, roles: await store.roles.listHeld(id) } }
}

async function subscribed(scene: Scene) {
  const context = await asPerson(scene)
  const location = scene.location
  const { subscription } = await createOwnEmailSubscription(context, { location, ...wanted }, { isSet: true })
  return { context, location, id: subscription.id }
}

export const emailActs: Readonly<Record<string, Act>> = {
  createOwnEmailSubscription: subscribed,
  deleteOwnEmailSubscription: async (scene) => {
    const { context, location, id } = await subscribed(scene)
    return deleteOwnEmailSubscription(context, { location, id })
  },
  endEmailSubscription: async (scene) => {
    const { context, id } = await subscribed(scene)
    return endEmailSubscription(context, id)
  },
}
