import { failedPrecondition } from '../../errors.ts'
import { headersFor, isAccepted, type Message, type Post, Unanswered } from './message.ts'

export interface Receiver {
  readonly url: string
  /** As it is; empty for none. */
  readonly token: string
}

const verification = (id: string): Message => ({
  resource_id: '',
  resource_name: '',
  event_id: `webhook.event:${id}`,
  event_action: 'test',
  event_description: 'Verification',
  event_source: 'hashicorp.webhook.verification',
  event_version: '1',
  event_payload: {},
})

/**
 * Has the receiver say that it takes messages, by any status of 2xx. Refuses (`failed_precondition`) one that does not, with
 * the words that the acceptance test of Terraform's provider wants (internal/provider/webhook/resource_notifications_webhook_test.go).
 */
export async function verifyWebhook({ url, token }: Receiver, post: Post, id: string): Promise<void> {
  const body = JSON.stringify(verification(id))
  const refused = (reason: string) =>
    failedPrecondition(
      `Error verifying webhook configuration: ${URL.parse(url)?.host ?? 'the receiver'} ${reason}. It must answer the test message with a status of 2xx before the webhook is enabled; until it does, save the webhook as one that is not enabled`,
    )
  try {
    const answer = await post(url, headersFor(body, token), body)
    if (!isAccepted(answer)) throw refused(`answered the test message with the status ${answer.status}`)
  } catch (error) {
    throw error instanceof Unanswered ? refused(error.message) : error
  }
}
