import type { Page, PageRequest } from '../../page.ts'
import type { Webhook } from './webhook.ts'

export type WebhookOrderField = 'createdAt' | 'name'

export interface WebhookStore {
  /**
   * Inserts a webhook that receives the events that are written after it: its position is the `LedgerStore.end` of its project. Returns
   * false, and writes nothing, when the project has a webhook of that name.
   */
  insert(webhook: Webhook): Promise<boolean>
  find(projectId: string, name: string): Promise<Webhook | undefined>
  list(projectId: string, page: PageRequest<WebhookOrderField>): Promise<Page<Webhook>>
  count(projectId: string): Promise<number>
  /**
   * Updates everything but id, project, `failingSince` and `createdAt`. The token is written only if it differs from `before`, so that a
   * concurrent re-encryption of the token is not undone. Throws when another webhook of the project has that name.
   */
  update(webhook: Webhook, before: Pick<Webhook, 'token'>): Promise<void>
  delete(id: string): Promise<void>
}
