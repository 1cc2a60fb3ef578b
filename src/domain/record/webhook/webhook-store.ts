import type { Page, PageRequest } from '../../page.ts'
import type { Webhook } from './webhook.ts'

export type WebhookOrderField = 'createdAt' | 'name'

export interface WebhookStore {
  /**
   * Writes a webhook that begins after all that was written before, whether that has its place already or waits for it. False, and nothing
   * written, when the project has one of that name.
   */
  insert(webhook: Webhook): Promise<boolean>
  find(projectId: string, name: string): Promise<Webhook | undefined>
  list(projectId: string, page: PageRequest<WebhookOrderField>): Promise<Page<Webhook>>
  count(projectId: string): Promise<number>
  /**
   * Writes all but id, project and `createdAt`; the token only where it is another one than before, so that one that was encrypted anew
   * meanwhile stays so. Throws when the project has another one of that name.
   */
  update(webhook: Webhook, before: Pick<Webhook, 'token'>): Promise<void>
  delete(id: string): Promise<void>
}
