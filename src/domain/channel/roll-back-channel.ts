import type { Bucket } from '../bucket/bucket.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import type { Edge } from '../page.ts'
import type { Ports } from '../store.ts'
import type { Version } from '../version/version.ts'
import type { Channel } from './channel.ts'
import { pointChannel } from './point-channel.ts'

const HISTORY_PAGE = 50

/** Points a channel at the version it held before the present one; at none when its history has no other. */
export async function rollBackChannel(
  context: Context,
  tx: Ports,
  place: { readonly location: Location; readonly bucket: Pick<Bucket, 'id' | 'name'> },
  channel: Channel,
): Promise<Channel> {
  return pointChannel(context, tx, place, { channel, version: await previousVersion(tx, channel) })
}

async function previousVersion(tx: Ports, channel: Channel): Promise<Version | null> {
  let edge: Edge | null = null
  do {
    const order = [{ field: 'assignedAt', descending: true }] as const
    const page = await tx.channels.listAssignments(channel.id, { size: HISTORY_PAGE, order, edge })
    const found = page.items.find(({ version }) => version !== null && version.id !== channel.version?.id)
    if (found) return found.version
    edge = page.next
  } while (edge)
  return null
}
