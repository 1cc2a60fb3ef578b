// `assay webhook ...`: who is told of what happens in a project, and what became of that. Webhooks are made by Terraform, pages or the API.
import { Option } from 'commander'
import type { AddClientCommand } from '../../client-command.ts'
import { deliveryStates, webhookDeliveries } from './webhook-deliveries.ts'
import { webhookList } from './webhook-list.ts'
import { webhookRedeliver } from './webhook-redeliver.ts'

export function webhookCommands(add: AddClientCommand): void {
  add('list', {
    description: 'list the webhooks of a project, and how it goes with each',
    examples: ['assay webhook list'],
    run: webhookList,
  })
  add('deliveries <webhook>', {
    description: 'list what a webhook was sent, and is to be sent, newest first',
    examples: [
      'assay webhook deliveries pager --limit 20',
      'assay webhook deliveries pager --state given-up --output json',
    ],
    run: webhookDeliveries,
  })
    .addOption(new Option('--state <state>', 'only those in this state').choices(deliveryStates))
    .option('--limit <count>', 'as many at most', '100')
  add('redeliver <webhook> [delivery]', {
    description: 'send one delivery again, or all that were given up since a time, under the same event_id',
    examples: ['assay webhook redeliver pager --failed-since 2027-01-31'],
    run: webhookRedeliver,
  }).option('--failed-since <time>', 'all that were given up then or later')
}
