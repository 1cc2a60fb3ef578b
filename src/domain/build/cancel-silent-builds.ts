import { lockBucket } from '../bucket/lock-bucket.ts'
import { type Instant, later } from '../clock.ts'
import { makeChange } from '../change.ts'
import type { Context } from '../context.ts'
import { buildFacts } from '../event/build-snapshot.ts'
import { recordEvent, versionSnapshot } from '../event/record-event.ts'
import type { Location } from '../location.ts'
import type { SilentBuild } from './build-store.ts'

const BATCH = 100

/**
 * Gives up builds whose Packer sent heartbeats and stopped. One that never sent any may be an old Packer's and run for
 * hours, so it is left alone. Nothing is lost: a late update revives a build. Answers how many were cancelled.
 */
export async function cancelSilentBuilds(
  context: Context,
  {
    silentForMs,
    locationOf,
  }: { readonly silentForMs: number; readonly locationOf: (projectId: string) => Promise<Location> },
): Promise<number> {
  const before = later(context.clock.now(), -silentForMs)
  const silent = await context.store.builds.listSilent(before, BATCH)
  for (const build of silent) await cancel(context, await locationOf(build.projectId), build, before)
  return silent.length
}

async function cancel(context: Context, location: Location, silent: SilentBuild, before: Instant): Promise<void> {
  await makeChange(context, async (tx, change) => {
    const bucket = await lockBucket(tx, location, silent.bucketName)
    const version = await tx.versions.find(bucket.id, silent.fingerprint)
    const build = version?.builds.find(({ id }) => id === silent.id)
    // It may have spoken up, ended or gone since it was listed.
    if (!version || !build?.heartbeatAt || build.status !== 'running' || build.heartbeatAt >= before) return
    const { now } = change
    const cancelled = { ...build, status: 'cancelled', heartbeatAt: null, updatedAt: now } as const
    await tx.builds.update(cancelled)
    await recordEvent(change, tx, {
      location,
      subject: 'build',
      action: 'update',
      description: 'Updated build',
      bucket,
      payload: {
        version: versionSnapshot(version, now),
        build: buildFacts(cancelled),
        reason: `no heartbeat since ${build.heartbeatAt}`,
      },
    })
  })
}
