import { tendBucket } from '../../change.ts'
import { type Instant, later, nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { DomainError } from '../../errors.ts'
import { buildFacts, previousFacts, versionSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Sign, SilentBuild } from './build-store.ts'

const BATCH = 100

export interface Search {
  /** How long a build may go without each sign of life. */
  readonly silentForMs: Readonly<Record<Sign, number>>
  /** Called for each build that could not be cancelled. */
  readonly onFailure: (build: SilentBuild, error: unknown) => void
}

/**
 * Cancels builds that have been silent for too long: minutes when heartbeats are sent, a day when they may not be, because
 * an old Packer runs for hours without a report. Nothing is lost: a late update revives a build. Each build is tried once,
 * even if those before it failed. Throws when the database cannot be reached.
 */
export async function cancelSilentBuilds(
  context: Context,
  search: Search,
): Promise<{ readonly cancelled: number; readonly failed: number }> {
  const count = { cancelled: 0, failed: 0 }
  for (const sign of ['heartbeatAt', 'startedAt'] as const) {
    const before = later(context.clock.now(), -search.silentForMs[sign])
    let batch: readonly SilentBuild[] = []
    do {
      batch = await context.store.builds.listSilent(sign, before, batch.at(-1) ?? null, BATCH)
      for (const build of batch) {
        const outcome = await tryToCancel(context, search, { sign, before, build })
        if (outcome !== null) count[outcome] += 1
      }
    } while (batch.length === BATCH)
  }
  return count
}

interface Silence {
  readonly sign: Sign
  readonly before: Instant
  readonly build: SilentBuild
}

async function tryToCancel(context: Context, { onFailure }: Search, silence: Silence) {
  try {
    return (await cancel(context, silence)) ? 'cancelled' : null
  } catch (error) {
    // The database is unavailable: the next build would fail in the same way.
    if (error instanceof DomainError && error.code === 'unavailable') throw error
    onFailure(silence.build, error)
    return 'failed'
  }
}

/** Cancels the build, unless it has given a sign of life, ended or been deleted since it was listed. */
async function cancel(context: Context, { sign, before, build: silent }: Silence) {
  return tendBucket(context, silent, async (change, bucket) => {
    const { tx, now } = change
    const found = await tx.versions.findAroundBuild(bucket.id, silent.fingerprint, silent.id)
    const build = found?.build
    const since = build?.[sign] ?? null
    if (!build || build.status !== 'running' || since === null || since >= before) return false
    const updatedAt = nowAfter(now, build.updatedAt)
    const cancelled = { ...build, status: 'cancelled', heartbeatAt: null, startedAt: null, updatedAt } as const
    await tx.builds.update(cancelled, build)
    const reason = `${reasons[sign]} since ${since}`
    const changed = { build: buildFacts(cancelled), previous: previousFacts(build, cancelled), reason }
    const payload = { version: versionSnapshot(found.version, now), ...changed }
    recordEvent(change, { kind: 'build.updated', bucket, payload })
    return true
  })
}

const reasons = { heartbeatAt: 'no heartbeat', startedAt: 'no word' } as const satisfies Record<Sign, string>
