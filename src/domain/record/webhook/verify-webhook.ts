import { failedPrecondition } from '../../errors.ts'
import { type Receiver, refusalIn, type SendTo } from './receiver.ts'

/**
 * Sends the receiver a verification message, and requires a status of 2xx. Otherwise throws `failed_precondition`, with the words that the
 * acceptance test of Terraform's provider expects (internal/provider/webhook/resource_notifications_webhook_test.go).
 */
export async function verifyWebhook(receiver: Receiver, sendTo: SendTo, id: string): Promise<void> {
  const refusal = refusalIn(await sendTo(receiver, { kind: 'verification', id }))
  if (refusal !== null)
    throw failedPrecondition(
      `Error verifying webhook configuration: ${URL.parse(receiver.url)?.host ?? 'the receiver'} ${refusal}. It must answer the test message with a status of 2xx before the webhook is enabled; until it does, save the webhook as one that is not enabled`,
    )
}
