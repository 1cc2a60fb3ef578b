import { cancelSilentBuilds } from '../domain/build/cancel-silent-builds.ts'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import { locationOfProject } from './location-of-project.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 30_000

/** Gives up builds whose heartbeats stopped, for ever again. */
export const cancelSilentBuildsJob =
  (context: Context, silentForMs: number): JobHandler =>
  async () => {
    const locationOf = (projectId: string) => locationOfProject(context.store, projectId)
    // A full batch means that more may wait.
    while ((await cancelSilentBuilds(context, { silentForMs, locationOf })) > 0) continue
    return later(context.clock.now(), EVERY_MS)
  }
