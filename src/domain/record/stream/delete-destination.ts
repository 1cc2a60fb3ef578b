import { changeHome } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../event/record-event.ts'
import { type DestinationRef, requireDestination } from './destination.ts'
import { streamFacts } from './stream.ts'

/** Deletes a destination; its pending entries are not sent. */
export async function deleteDestination(context: Context, ref: DestinationRef): Promise<void> {
  await changeHome(
    context,
    'stream.delete',
    { organizationId: ref.organizationId, projectId: null },
    async (change) => {
      const stream = await requireDestination(change.tx, ref)
      await change.tx.streams.delete(stream.id)
      recordEvent(change, { kind: 'stream.deleted', payload: { stream: streamFacts(stream) } })
    },
  )
}
