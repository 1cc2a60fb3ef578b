// Revokes a base image with 10,000 descendants by one UpdateVersion, and restores it by another, while a client reads a channel without a
// pause: how long that takes, how long it keeps a read waiting, and whether reads are as fast after it as before. Each round has a fresh
// copy of the database, because channels stay where they were rolled back to.
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, startServer } from '../load/server-process.ts'
import { startWorker, type Worker } from '../load/worker.ts'
import { nodeFlagsOf, type Plan, WARM_UP_SECONDS } from '../plan.ts'
import { BASE, bucketName, GENERATIONS, seedDescendants } from '../seed/seed-descendants.ts'
import { CHANNEL } from '../seed/seeded-image.ts'
import type { Interrupted, Interruption } from './interruption.ts'
import { requireInherited, requireRestored } from './require-inherited.ts'

export interface RevocationPlace {
  readonly dataDir: string
  /** Null for SQLite in the data directory. */
  readonly databaseUrl: string | null
  readonly location: DatabaseLocation
}

/** A place to seed, and a copy of it for each round. */
export interface RevocationDatabase {
  readonly original: RevocationPlace
  /** To be called after seeding and before copying. */
  readonly seeded: () => Promise<void>
  readonly copy: (round: number) => Promise<RevocationPlace>
}

/** Each round costs a few seconds. */
export const roundsOf = ({ rounds }: Plan): number => Math.min(rounds, 3)
/** The time of reading before the revocation, and after it. */
export const windowOf = ({ seconds }: Plan): number => Math.min(seconds, 1)
export const READERS = 2
export const SETTLE_SECONDS = 0.5

export interface Round {
  readonly revoked: Interrupted
  readonly restored: Interrupted
}

export async function measureRevocation(plan: Plan, database: RevocationDatabase): Promise<readonly Round[]> {
  const first = await startServer({ ...database.original, protocol: 'https', nodeFlags: [] })
  await first.stop()
  const fingerprint = await seedDescendants(database.original.location)
  await database.seeded()
  const client: Worker<Interruption, Interrupted> = startWorker('../measures/interruption.ts')
  try {
    const rounds: Round[] = []
    for (let round = 0; round < roundsOf(plan); round += 1)
      rounds.push(await revokeAndRestore(plan, client, await database.copy(round), fingerprint))
    return rounds
  } finally {
    client.stop()
  }
}

async function revokeAndRestore(
  plan: Plan,
  client: Worker<Interruption, Interrupted>,
  place: RevocationPlace,
  fingerprint: string,
): Promise<Round> {
  const server = await startServer({ ...place, protocol: 'https', nodeFlags: nodeFlagsOf(plan) })
  try {
    const during = async (change: unknown): Promise<Interrupted> =>
      client.run({
        target: server.target,
        reading: channelRequest(server),
        connections: READERS,
        request: changeRequest(server, fingerprint, change),
        warmUpSeconds: WARM_UP_SECONDS / 2,
        seconds: windowOf(plan),
        settleSeconds: SETTLE_SECONDS,
      })
    const revoked = await during({ revoke_at: new Date().toISOString(), revocation_message: 'CVE-2026-0001' })
    await requireInherited(place.location, fingerprint)
    const restored = await during({ restore: true })
    await requireRestored(place.location)
    return { revoked, restored }
  } finally {
    await server.stop()
  }
}

/** A channel that is rolled back to a version of the same size, so that reads of it can be compared. */
const channelRequest = ({ base, token }: RunningServer): string =>
  requestBytes({
    method: 'GET',
    path: `${base}/buckets/${bucketName(GENERATIONS, 1)}/channels/${CHANNEL}`,
    token,
  })

const changeRequest = ({ base, token }: RunningServer, fingerprint: string, body: unknown): string =>
  requestBytes({ method: 'PATCH', path: `${base}/buckets/${BASE}/versions/${fingerprint}`, token, body })
