import { tendBucket } from '../../change.ts'
import { type Instant, later, nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { DomainError } from '../../errors.ts'
import { buildFacts, previousFacts, versionSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Sign, SilentBuild } from './build-store.ts'

const BATCH = 100

export interface Search {
  /** For how long a build may have given no such sign of life. */
  readonly silentForMs: Readonly<Record<Sign, number>>
  /** Is told of each build that could not be given up. */
  readonly onFailure: (build: SilentBuild, error: unknown) => void
}

/**
 * Gives up builds of which nothing has been heard for too long: minutes where heartbeats are sent, a day where they may
 * not be, because an old Packer runs for hours without a word. Nothing is lost: a late update revives a build. Each is
 * tried once, whatever becomes of those before it. Throws when the database cannot be reached.
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
    // That is no fault of this build, and would be the same with the next one.
    if (error instanceof DomainError && error.code === 'unavailable') throw error
    onFailure(silence.build, error)
    return 'failed'
  }
}

/** False when it spoke up, ended or went since it was listed. */
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
