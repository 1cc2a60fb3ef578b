import type { Logger } from 'pino'
import type { Sign } from '../domain/catalog/build/build-store.ts'
import { cancelSilentBuilds } from '../domain/catalog/build/cancel-silent-builds.ts'
import { later } from '../domain/clock.ts'
import type { Context } from '../domain/context.ts'
import type { JobHandler } from './worker.ts'

const EVERY_MS = 30_000

export interface SilentBuildParts {
  readonly silentForMs: Readonly<Record<Sign, number>>
  readonly log: Pick<Logger, 'warn'>
}

/** Gives up builds that have fallen silent, every 30 s. A build that cannot be given up is tried again with the others next time. */
export const cancelSilentBuildsJob =
  (context: Context, { silentForMs, log }: SilentBuildParts): JobHandler =>
  async () => {
    const { cancelled, failed } = await cancelSilentBuilds(context, {
      silentForMs,
      onFailure: ({ id, bucketName, fingerprint }, error) => {
        log.warn({ build: id, bucket: bucketName, fingerprint, err: error }, 'a silent build could not be given up')
      },
    })
    if (failed > 0) log.warn({ cancelled, failed }, 'some silent builds could not be given up; they are tried again')
    return later(context.clock.now(), EVERY_MS)
  }
