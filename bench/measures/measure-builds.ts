// The requests of `packer build`, eight builds at once, as a stock client sends them: over TLS, each on a connection that
// it keeps. Afterwards every version must be complete and no number may be missing.
import { mkdir } from 'node:fs/promises'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { openStore } from '../../src/storage/open.ts'
import type { BareBuilds } from '../load/bare-builds.ts'
import { kindOfRequest, type Registry, runBuild } from '../load/build-sequence.ts'
import { ask, openConnection, type Target } from '../load/connection.ts'
import type { Load } from '../load/load.ts'
import { residentMegabytes } from '../load/process-figures.ts'
import { requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, startServer } from '../load/server-process.ts'
import { bareAnswer, startBareServer } from '../load/start-bare.ts'
import { takeTurn, type Turn } from '../load/turn.ts'
import { BUILDS_AT_ONCE, nodeFlagsOf, type Plan, WARM_UP_SECONDS } from '../plan.ts'

export interface Builds {
  readonly turns: readonly Turn[]
  /** The number of versions that were checked. */
  readonly versions: number
  readonly residentMegabytes: number | null
}

export interface BuildsPlace {
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly location: DatabaseLocation
}

/** Fewer than the builds at once, so that some builds meet in one bucket. */
export const BUCKETS = ['debian', 'ubuntu', 'rocky', 'windows']

export async function measureBuilds(plan: Plan, load: Load, place: BuildsPlace): Promise<Builds> {
  const { dataDir, databaseUrl, location } = place
  await mkdir(dataDir, { mode: 0o700 })
  const server = await startServer({ dataDir, databaseUrl, protocol: 'https', nodeFlags: nodeFlagsOf(plan) })
  try {
    await createBuckets(server)
    const { target, base, token, pid } = server
    const spell = { connections: BUILDS_AT_ONCE, warmUpSeconds: WARM_UP_SECONDS, seconds: plan.seconds }
    const job = { kind: 'builds', registry: { base, token }, buckets: BUCKETS, target, ...spell } as const
    const turns: Turn[] = []
    for (let round = 0; round < plan.rounds; round += 1) turns.push(await takeTurn(load, job, pid))
    const resident = await residentMegabytes(pid)
    const versions = turns.reduce((sum, { total }) => sum + total, 0)
    await requireComplete(location, versions)
    return { turns, versions, residentMegabytes: resident }
  } finally {
    await server.stop()
  }
}

/** Over plain HTTP, because TLS would cost both the same and flatter the ratio. */
export interface BesideBare {
  readonly turns: readonly Turn[]
  readonly bare: readonly Turn[]
}

/**
 * Runs the same builds in turns with node:http that answers their requests from memory. To be called after `measureBuilds`, with the
 * same place.
 */
export async function measureBesideBare(
  plan: Plan,
  load: Load,
  { dataDir, databaseUrl }: BuildsPlace,
): Promise<BesideBare> {
  const server = await startServer({ dataDir, databaseUrl, protocol: 'http', nodeFlags: [] })
  const registry = { base: server.base, token: server.token }
  const bareServer = await startBareServer('bare-builds.ts', await recordBuilds(server.target, registry))
  try {
    const taken = { turns: [] as Turn[], bare: [] as Turn[] }
    const spell = { connections: BUILDS_AT_ONCE, warmUpSeconds: WARM_UP_SECONDS, seconds: plan.seconds }
    const job = { kind: 'builds', registry, buckets: BUCKETS, ...spell } as const
    for (let round = 0; round < plan.rounds; round += 1) {
      taken.bare.push(await takeTurn(load, { ...job, target: bareServer.target }, bareServer.pid))
      taken.turns.push(await takeTurn(load, { ...job, target: server.target }, server.pid))
    }
    return taken
  } finally {
    bareServer.stop()
    await server.stop()
  }
}

/** Records the registry's responses to a build in each of the buckets. */
async function recordBuilds(target: Target, registry: Registry): Promise<BareBuilds> {
  const { exchange, close } = await openConnection(target)
  const recorded: Record<string, BareBuilds[string]> = {}
  const recording = async (request: string | Buffer) => {
    const answer = await exchange(request)
    const [head = '', body = ''] = request.toString().split('\r\n\r\n')
    const [method = '', path = ''] = head.split(' ')
    recorded[kindOfRequest(method, path, body)] = { ...bareAnswer(answer), status: answer.status }
    return answer
  }
  for (const bucket of BUCKETS) await runBuild({ exchange: recording, close }, registry, bucket)
  close()
  return recorded
}

export async function createBuckets({ target, base, token }: RunningServer): Promise<void> {
  for (const name of BUCKETS) {
    const request = requestBytes({ method: 'PUT', path: `${base}/buckets`, token, body: { name } })
    const { status, body } = await ask(target, request)
    if (status !== 200) throw new Error(`no bucket: ${status} ${body.toString()}`)
  }
}

async function requireComplete(location: DatabaseLocation, expected: number): Promise<void> {
  const store = await openStore(location)
  try {
    const [organization] = await store.organizations.listOrganizations()
    const [project] = await store.organizations.listProjects(organization?.id ?? '')
    const whole = { size: null, edge: null } as const
    const order = [{ field: 'name', descending: false }] as const
    const { items: buckets } = await store.buckets.list(
      { projectId: project?.id ?? '', names: null },
      { ...whole, order },
    )
    let found = 0
    for (const bucket of buckets) {
      const bySequence = [{ field: 'sequence', descending: false }] as const
      const page = await store.versions.list(bucket.id, { ...whole, order: bySequence })
      const items = await Array.fromAsync(page.items)
      const gap = items.findIndex(({ sequence }, index) => sequence !== index + 1)
      if (gap !== -1 || bucket.lastSequence !== items.length || bucket.versionCount !== items.length)
        throw new Error(`bucket "${bucket.name}" has a version that is incomplete, or a gap, beside number ${gap}`)
      const latest = await store.channels.find(bucket.projectId, bucket.name, 'latest')
      if (latest?.version?.sequence !== items.length)
        throw new Error(`"latest" of bucket "${bucket.name}" is not on its last version`)
      found += items.length
    }
    if (found !== expected) throw new Error(`${expected} builds ended, but there are ${found} versions`)
  } finally {
    await store.close()
  }
}
