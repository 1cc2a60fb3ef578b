// `assay webhook ...`: the webhooks of a project and their deliveries. Terraform, the pages or the API create webhooks.
import { Option } from 'commander'
import type { AddClientCommand } from '../../client-command.ts'
import { deliveryStates, webhookDeliveries } from './webhook-deliveries.ts'
import { webhookList } from './webhook-list.ts'
import { webhookRedeliver } from './webhook-redeliver.ts'

export function webhookCommands(add: AddClientCommand): void {
  add('list', {
    description: 'list the webhooks of the project, and the state of their deliveries',
    examples: ['assay webhook list'],
    run: webhookList,
  })
  add('deliveries <webhook>', {
    description: 'list the past and pending deliveries of a webhook, newest first',
    examples: [
      'assay webhook deliveries pager --limit 20',
      'assay webhook deliveries pager --state given-up --output json',
    ],
    run: webhookDeliveries,
  })
    .addOption(new Option('--state <state>', 'only deliveries in this state').choices(deliveryStates))
    .option('--limit <count>', 'show at most this many', '100')
  add('redeliver <webhook> [delivery]', {
    description: 'send a delivery again, or all that were given up since a time, with the same event_id',
    examples: ['assay webhook redeliver pager --failed-since 2027-01-31'],
    run: webhookRedeliver,
  }).option('--failed-since <time>', 'all deliveries that were given up at or after this time')
}
