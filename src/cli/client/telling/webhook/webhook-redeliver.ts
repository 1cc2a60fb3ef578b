import type { ClientContext, RunClient } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { instantIn } from '../../registry/instant-in.ts'

export const webhookRedeliver: RunClient = async ({ client, output }, command) => {
  const [webhook = '', delivery] = command.args
  const { failedSince } = command.opts<{ failedSince?: string }>()
  if (delivery !== undefined && failedSince === undefined) {
    const params = { webhook_name: webhook, delivery_id: delivery }
    const { delivery: again } = await client.call('AssayService_SendDeliveryAgain', { params })
    const id = again?.id ?? ''
    return output.changed(again, { sentence: `${webhook}: sent again as ${id}.`, name: () => id })
  }
  if (delivery !== undefined || failedSince === undefined)
    throw usage(`name either a delivery, by its id from "assay webhook deliveries ${webhook}", or --failed-since`)
  const count = await sendFailedAgain(client, webhook, instantIn('--failed-since', failedSince))
  const sentence = `${webhook}: ${count === 0 ? 'no deliveries were given up since then' : `${count} sent again`}.`
  return output.changed({ count }, { sentence, name: () => String(count) })
}

/** The server takes some hundreds per request, beginning with the first that were not sent again yet. */
async function sendFailedAgain(client: ClientContext['client'], webhook: string, since: string): Promise<number> {
  for (let total = 0; ;) {
    const { count, more } = await client.call('AssayService_SendFailedDeliveriesAgain', {
      params: { webhook_name: webhook },
      body: { since },
    })
    total += count
    if (!more) return total
  }
}
