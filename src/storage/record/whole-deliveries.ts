// Deliveries as rows. A delivery has some kilobytes of request and response, so many of them are read in slices, or without
// these.
import { type Kysely, sql } from 'kysely'
import type { DeliveryInShort } from '../../domain/record/delivery/delivery-store.ts'
import type { Delivery, DeliveryAbout } from '../../domain/record/delivery/delivery.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven } from '../query/given.ts'
import type { Read, Weigh } from '../query/slices.ts'
import { codecOf, json, orNull, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

export const deliveries = table(
  'webhook_delivery',
  codecOf<Delivery>()(
    [
      ...(['id', 'webhookId', 'eventId', 'about', 'position', 'state', 'tries', 'request', 'response'] as const),
      ...(['failure', 'createdAt', 'againAt', 'endedAt'] as const),
    ],
    { about: json<DeliveryAbout>(), request: orNull(json()), response: orNull(json()) },
  ),
)

export const deliveriesInShort = codecOf<DeliveryInShort>()(['id', 'webhookId', 'eventId', 'about'], {
  about: json<DeliveryAbout>(),
})

const BYTES = sql<number>`coalesce(octet_length(request), 0) + coalesce(octet_length(response), 0)`.as('bytes')

/** Weighs and reads deliveries, with all their columns. */
export const wholeDeliveries =
  ({ isAmong }: Pick<Capabilities, 'isAmong'>) =>
  (db: Kysely<Schema>): { readonly weigh: Weigh; readonly read: Read<Delivery> } => ({
    weigh: (ids) =>
      db
        .selectFrom('webhook_delivery')
        .select(['id', BYTES])
        .where(isAmong('id', asGiven(ids)))
        .execute(),
    async read(ids) {
      const rows = await db
        .selectFrom('webhook_delivery')
        .select(deliveries.columns)
        .where(isAmong('id', asGiven(ids)))
        .execute()
      return rows.map(deliveries.itemOf)
    },
  })
