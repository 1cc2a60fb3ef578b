// Events that wait for their places do so in the order in which they were written. Their ids are of the clocks of servers, which
// lie apart: what follows from something, and is written by another server, would come before it.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const eventsWaitInOrder = ({ counting }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of counting.addTo('unsealed_event')) await statement.execute(db)
  },
})
