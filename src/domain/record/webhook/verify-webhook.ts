import { failedPrecondition } from '../../errors.ts'
import { type Receiver, refusalIn, type SendTo } from './receiver.ts'

/**
 * Has the receiver say that it takes messages, by any status of 2xx. Refuses (`failed_precondition`) one that does not, with
 * the words that the acceptance test of Terraform's provider wants (internal/provider/webhook/resource_notifications_webhook_test.go).
 */
export async function verifyWebhook(receiver: Receiver, sendTo: SendTo, id: string): Promise<void> {
  const refusal = refusalIn(await sendTo(receiver, { kind: 'verification', id }))
  if (refusal !== null)
    throw failedPrecondition(
      `Error verifying webhook configuration: ${URL.parse(receiver.url)?.host ?? 'the receiver'} ${refusal}. It must answer the test message with a status of 2xx before the webhook is enabled; until it does, save the webhook as one that is not enabled`,
    )
}
