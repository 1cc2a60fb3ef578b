import type { Bucket } from '../bucket/bucket.ts'
import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import { LATEST } from './channel.ts'
import { pointChannel } from './point-channel.ts'

/** Points the managed channel at the bucket's newest complete version. The caller holds the bucket's lock. */
export async function moveLatest(
  context: Context,
  tx: Ports,
  place: { readonly location: Location; readonly bucket: Bucket },
): Promise<void> {
  const { location, bucket } = place
  const channel = (await tx.channels.find(location.projectId, bucket.name, LATEST)) ?? fail(notFound('channel', LATEST))
  const [version = null] = await tx.versions.findLatest([bucket.id])
  await pointChannel(context, tx, place, { channel, version })
}
