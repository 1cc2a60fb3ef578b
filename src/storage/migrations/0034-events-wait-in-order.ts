// Events wait for their positions in the order in which they were written. Their ids come from the clocks of servers, which
// differ: an effect that another server wrote could come before its cause.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const eventsWaitInOrder = ({ counting }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of counting.addTo('unsealed_event')) await statement.execute(db)
  },
})
