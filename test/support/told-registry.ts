// A registry and a receiver of its webhooks, for tests that need both.
import type { Json } from './client.ts'
import type { TestDatabase } from './databases.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { type Circumstances, startRegistry, type TestRegistry } from './registry.ts'

export interface ToldRegistry {
  readonly registry: TestRegistry
  readonly receiver: Receiver
  readonly close: () => Promise<void>
}

/** A registry that can call no server but the receiver. */
export async function startTold(
  database: TestDatabase,
  circumstances: Partial<Circumstances> = {},
): Promise<ToldRegistry> {
  const receiver = await startReceiver()
  const registry = await startRegistry(database, { ...circumstances, ask: receiver.ask })
  const close = async () => {
    await registry.close()
    receiver.close()
  }
  return { registry, receiver, close }
}

type Placed = Pick<TestRegistry, 'projectId'>

/** The names of a project's webhooks, and of one of them, in requests. */
export const webhooksOf = ({ projectId }: Placed) => ({ parent_resource_name: `project/${projectId}` })
export const webhookOf = ({ projectId }: Placed, name: string) => ({
  resource_name: `webhook/project/${projectId}/geo/us/webhook/${name}`,
})

export const createWebhook = async (registry: Pick<TestRegistry, 'projectId' | 'admin'>, body: Json): Promise<Json> =>
  (await registry.admin.ok('WebhookService_CreateWebhook', { params: webhooksOf(registry), body })).webhook
