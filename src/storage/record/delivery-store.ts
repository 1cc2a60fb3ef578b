import { type Kysely, sql } from 'kysely'
import type { ClaimedWebhook, DeliveryOrderField, DeliveryStore } from '../../domain/record/delivery/delivery-store.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { hasRow } from '../query/any-row.ts'
import { asGiven, givenRows } from '../query/given.ts'
import { fetchHeavyPage } from '../query/heavy-page.ts'
import { keysetOf } from '../query/keyset.ts'
import { preparedCommand } from '../query/prepared-query.ts'
import { readWeighing } from '../query/slices.ts'
import type { Schema } from '../schema.ts'
import { claimsOf } from './claims.ts'
import { deliveries, deliveriesInShort, wholeDeliveries } from './whole-deliveries.ts'
import { listeningWebhooks, webhooks } from './webhook-store.ts'

const keyset = keysetOf<DeliveryOrderField>('webhook_delivery', {
  createdAt: 'string',
  position: 'number',
  againAt: 'string',
  endedAt: 'string',
})

/** The columns in which new deliveries differ from one another. */
const GIVEN = {
  id: 'text',
  webhook_id: 'text',
  event_id: 'text',
  about: 'text',
  position: 'integer',
  created_at: 'text',
} as const
type Given = Pick<Schema['webhook_delivery'], keyof typeof GIVEN>

/** Written as in no index, because deliveries that are set aside are few and have an index of their own. */
const MADE = sql<string>`coalesce(created_at, '')`

/** Written as in the indexes, which contain no other rows. */
const inState = (state: 'waiting' | 'set-aside' | 'given-up') => sql<boolean>`state = ${sql.lit(state)}`

const isSentTo = hasRow(sql`webhook where webhook.id = webhook_delivery.webhook_id and webhook.enabled = 1`)
const IS_SENT_TO = sql<number>`case when ${isSentTo} then 1 else 0 end`

export function deliveryStore(capabilities: Capabilities): (db: Kysely<Schema>) => DeliveryStore {
  const { isAmong } = capabilities
  const claims = claimsOf('webhook', webhooks, capabilities)
  const listListening = listeningWebhooks(capabilities)
  const insertWaiting = preparedCommand((db, { rows }: Record<'rows', string>) =>
    db
      .insertInto('webhook_delivery')
      .columns(['id', 'webhook_id', 'event_id', 'about', 'position', 'created_at', 'state', 'tries', 'failure'])
      .expression((from) =>
        from
          .selectFrom(givenRows<Given>(capabilities, GIVEN, rows).as('given'))
          .select(['id', 'webhook_id', 'event_id', 'about', 'position', 'created_at'])
          .select([sql.lit('waiting').as('state'), sql.lit(0).as('tries'), sql.lit('').as('failure')]),
      ),
  )
  const of = (db: Kysely<Schema>, webhookId: string) =>
    db.selectFrom('webhook_delivery').select(deliveries.columns).where('webhook_id', '=', webhookId)
  const whole = wholeDeliveries(capabilities)
  return (db) => ({
    listListening: (projectIds) => listListening(db, projectIds),
    async enqueue(given, now) {
      const rows = given.map(({ id, webhookId, eventId, about, position, createdAt }) => [
        ...[id, webhookId, eventId, JSON.stringify(about)],
        position,
        createdAt,
      ])
      await insertWaiting(db, { rows: asGiven(rows) })
      // Webhooks that are due already as well: the worker that has claimed one waits for this update before it checks whether
      // anything is left.
      const ids = asGiven([...new Set(given.map(({ webhookId }) => webhookId))])
      await db
        .updateTable('webhook')
        .set({ next_at: sql`case when next_at <= ${now} or paused = 1 then coalesce(next_at, ${now}) else ${now} end` })
        .where(isAmong('id', ids))
        .execute()
    },
    async claim(now, until, latest, except): Promise<ClaimedWebhook | undefined> {
      const webhook = await claims.claim(db, { now, until, latest }, { column: 'project_id', values: except })
      return webhook && { webhook, until }
    },
    bringForward: (now, latest) => claims.bringForward(db, now, latest),
    nextAt: (except) => claims.nextAt(db, { column: 'project_id', values: except }),
    keep: ({ webhook: { id }, until: held }, until, triedId) =>
      claims.keep(db, { id, held }, until, triedId === null ? {} : { last_delivery_id: triedId }),
    release: (webhookId, nextAt, paused) => claims.release(db, webhookId, nextAt, { paused: paused ? 1 : 0 }),
    async markFailing(webhookId, since) {
      await db.updateTable('webhook').set({ failing_since: since }).where('id', '=', webhookId).execute()
    },
    async wake(webhookId, now) {
      const afresh = { next_at: now, paused: 0, failing_since: null } as const
      await db.updateTable('webhook').set(afresh).where('id', '=', webhookId).execute()
      await db
        .updateTable('webhook_delivery')
        .set({ again_at: now })
        .where('webhook_id', '=', webhookId)
        .where(inState('set-aside'))
        .execute()
    },
    async listWaiting(webhookId, limit) {
      const rows = await of(db, webhookId)
        .where(inState('waiting'))
        .orderBy('position')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(deliveries.itemOf)
    },
    async findSetAside(webhookId, madeBy) {
      const row = await of(db, webhookId)
        .where(inState('set-aside'))
        .$if(madeBy !== null, (query) => query.where(MADE, '<=', madeBy ?? ''))
        .orderBy('again_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      return row && deliveries.itemOf(row)
    },
    async findTold(eventIds) {
      const rows = await db
        .selectFrom('webhook_delivery')
        .select('event_id')
        .where(isAmong('event_id', asGiven(eventIds)))
        .execute()
      return new Set(rows.map(({ event_id }) => event_id))
    },
    async find(webhookId, id) {
      const delivery = await deliveries.find(db, { id })
      return delivery?.webhookId === webhookId ? delivery : undefined
    },
    update: (delivery) =>
      deliveries.update(
        db,
        delivery,
        ...(['state', 'tries', 'request', 'response', 'failure', 'again_at', 'ended_at'] as const),
      ),
    list({ webhookId, state }, request) {
      const all = db.selectFrom('webhook_delivery').select(keyset.columns).where('webhook_id', '=', webhookId)
      const query = state === null ? all : all.where(inState(state))
      return fetchHeavyPage({ query, keyset, request, ...whole(db) })
    },
    async listStandings(webhookIds, most) {
      const inSight = (state: Parameters<typeof inState>[0]) =>
        db
          .selectFrom((from) =>
            from
              .selectFrom('webhook_delivery')
              .select('webhook_delivery.id')
              .whereRef('webhook_id', '=', sql.ref('webhook.id'))
              .where(inState(state))
              .limit(most)
              .as('found'),
          )
          .select((found) => found.fn.countAll().as('count'))
      const rows = await db
        .selectFrom('webhook')
        .select(['id', 'next_at'])
        .select([
          inSight('waiting').as('waiting'),
          inSight('set-aside').as('set_aside'),
          inSight('given-up').as('given_up'),
        ])
        .where(isAmong('id', asGiven(webhookIds)))
        .execute()
      return rows.map(({ id, next_at, waiting, set_aside, given_up }) => ({
        webhookId: id,
        waiting: Number(waiting),
        setAside: Number(set_aside),
        givenUp: Number(given_up),
        nextAt: Number(waiting) + Number(set_aside) === 0 ? null : next_at,
      }))
    },
    async listLast(webhookIds) {
      const rows = await db
        .selectFrom('webhook')
        .select('last_delivery_id')
        .where(isAmong('id', asGiven(webhookIds)))
        .where('last_delivery_id', 'is not', null)
        .execute()
      const ids = rows.map(({ last_delivery_id }) => last_delivery_id ?? '')
      const { weigh, read } = whole(db)
      return Array.fromAsync(readWeighing(ids, weigh, read))
    },
    async listGivenUp(webhookId, since, limit) {
      const rows = await db
        .selectFrom('webhook_delivery')
        .select(deliveriesInShort.columns)
        .where('webhook_id', '=', webhookId)
        .where(inState('given-up'))
        .where('ended_at', '>=', since)
        .orderBy('ended_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(deliveriesInShort.itemOf)
    },
    async markSentAgain(ids) {
      await db
        .updateTable('webhook_delivery')
        .set({ state: 'sent-again' })
        .where(isAmong('id', asGiven(ids)))
        .where(inState('given-up'))
        .execute()
    },
    async nextWebhook(after) {
      const row = await db
        .selectFrom('webhook_delivery')
        .select('webhook_id')
        .where('webhook_id', '>', after)
        .orderBy('webhook_id')
        .limit(1)
        .executeTakeFirst()
      return row?.webhook_id
    },
    async listOld(webhookId, before, after, limit) {
      const rows = await db
        .selectFrom('webhook_delivery')
        .select(['id', 'webhook_id', 'state', 'created_at', IS_SENT_TO.as('is_sent_to')])
        .where('webhook_id', '=', webhookId)
        .where('created_at', '<', before)
        .$if(after !== null, (query) =>
          query.where(sql<boolean>`(created_at, id) > (${after?.createdAt ?? ''}, ${after?.id ?? ''})`),
        )
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ id, webhook_id, state, created_at, is_sent_to }) => ({
        ...{ id, webhookId: webhook_id, state, createdAt: created_at },
        isWebhookEnabled: is_sent_to === 1,
      }))
    },
    async delete(ids) {
      await db
        .deleteFrom('webhook_delivery')
        .where(isAmong('id', asGiven(ids)))
        .execute()
    },
  })
}
