// What the use cases of webhooks do to a scene of event-per-change.test.ts.
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { secretCipher } from '../../../../src/domain/organization/secret-cipher.ts'
import { createWebhook } from '../../../../src/domain/record/webhook/create-webhook.ts'
import { deleteWebhook } from '../../../../src/domain/record/webhook/delete-webhook.ts'
import { renameWebhook, updateWebhook } from '../../../../src/domain/record/webhook/update-webhook.ts'
import { TEST_SECRET_KEYS } from '../../../support/test-config.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
}
type Act = (scene: Scene) => Promise<unknown>

const parts = {
  plainHttp: false,
  cipher: secretCipher([...TEST_SECRET_KEYS]),
  post: async () => ({ status: 200, headers: {}, body: '' }),
}
const terms = { description: '', enabled: true, url: 'https://hooks.example.com', subscriptions: [] }

const create = ({ context, location }: Scene, name: string) =>
  createWebhook(context, { location, name, terms, token: 'token' }, parts)

export const webhookActs: Readonly<Record<string, Act>> = {
  createWebhook: (scene) => create(scene, 'fresh'),
  updateWebhook: ({ context, location }) =>
    updateWebhook(context, { location, name: 'known', changes: { description: 'pager' } }, parts),
  renameWebhook: ({ context, location }) => renameWebhook(context, { location, name: 'known', newName: 'renamed' }),
  deleteWebhook: ({ context, location }) => deleteWebhook(context, { location, name: 'known' }),
}

export const arrangeWebhook = (scene: Scene): Promise<unknown> => create(scene, 'known')
