import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { everyItem } from '../../page.ts'
import type { StreamLag } from './stream-store.ts'
import type { Stream } from './stream.ts'

export interface StandingStream extends StreamLag {
  readonly stream: Stream
}

const BY_NAME = { order: [{ field: 'name', descending: false }], size: 100 } as const

/** Lists all streams of an organization, by name, each with its progress. */
export async function listStreams(context: Context, organizationId: string): Promise<readonly StandingStream[]> {
  authorize(context, 'stream.get', { organizationId })
  const { streams } = context.store
  const all = await Array.fromAsync(everyItem(BY_NAME, (page) => streams.list(organizationId, page)))
  return Promise.all(all.map(async (stream) => ({ stream, ...(await streams.lagOf(stream)) })))
}
