// Performs the same steps on the registry itself: the use cases of two servers on one real database, each server with a clock
// that only steps move.
import assert from 'node:assert/strict'
import { ulid } from 'ulid'
import { worstStatus } from '../../src/domain/catalog/ancestry/ancestry.ts'
import { createBucket } from '../../src/domain/catalog/bucket/create-bucket.ts'
import { deleteBucket } from '../../src/domain/catalog/bucket/delete-bucket.ts'
import type { BucketOverview } from '../../src/domain/catalog/bucket/get-bucket.ts'
import { listBuckets } from '../../src/domain/catalog/bucket/list-buckets.ts'
import { cancelSilentBuilds } from '../../src/domain/catalog/build/cancel-silent-builds.ts'
import { createBuild } from '../../src/domain/catalog/build/create-build.ts'
import { deleteBuild } from '../../src/domain/catalog/build/delete-build.ts'
import { updateBuild } from '../../src/domain/catalog/build/update-build.ts'
import type { Channel } from '../../src/domain/catalog/channel/channel.ts'
import { copyAssignment } from '../../src/domain/catalog/channel/copy-assignment.ts'
import { createChannel } from '../../src/domain/catalog/channel/create-channel.ts'
import { deleteChannel } from '../../src/domain/catalog/channel/delete-channel.ts'
import { listChannelHistory } from '../../src/domain/catalog/channel/get-channel.ts'
import { listChannels } from '../../src/domain/catalog/channel/list-channels.ts'
import { updateChannel } from '../../src/domain/catalog/channel/update-channel.ts'
import { restoreVersion } from '../../src/domain/catalog/revocation/restore-version.ts'
import { revokeVersion } from '../../src/domain/catalog/revocation/revoke-version.ts'
import { completeVersion } from '../../src/domain/catalog/version/complete-version.ts'
import { createVersion } from '../../src/domain/catalog/version/create-version.ts'
import { deleteVersion } from '../../src/domain/catalog/version/delete-version.ts'
import { listVersions } from '../../src/domain/catalog/version/get-version.ts'
import { nameOf, statusOf, type Version } from '../../src/domain/catalog/version/version.ts'
import { type Clock, type Instant, later } from '../../src/domain/clock.ts'
import type { Context } from '../../src/domain/context.ts'
import { DomainError, type ErrorCode } from '../../src/domain/errors.ts'
import type { Location } from '../../src/domain/location.ts'
import { registryActor } from '../../src/domain/principal/principal.ts'
import type { Event } from '../../src/domain/record/event/event.ts'
import { applyRevocationJob } from '../../src/jobs/apply-revocation.ts'
import { cancelSilentBuildsJob } from '../../src/jobs/cancel-silent-builds.ts'
import { completeVersionJob } from '../../src/jobs/complete-version.ts'
import { purgeBucketsJob } from '../../src/jobs/purge-buckets.ts'
import { sealEventsJob } from '../../src/jobs/seal-events.ts'
import { tellHeadsJob } from '../../src/jobs/tell-heads.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import type { OpenStore } from '../../src/storage/open.ts'
import { storedProject } from '../storage/arrange.ts'
import { foresee, type Outcome } from './lifecycle-preview.ts'
import { SILENCE_MS } from './lifecycle-rules.ts'
import { type Ancestor, DAY, type Ref, type Server, type Step } from './lifecycle-steps.ts'
import { type BucketView, type ChannelView, lineOf, type RegistryView, type VersionView } from './lifecycle-view.ts'

export const START: Instant = '2026-01-02T03:04:05.678Z'
export const DEADLINE: Instant = later(START, 4 * DAY)
const ALL = { size: null, order: [], edge: null }
const heartbeats = 'unknown'
/** The model only knows heartbeats, so a build without them is practically never given up. */
const silentForMs = { heartbeatAt: SILENCE_MS, startedAt: 1000 * DAY }

type Revoke = Extract<Step, { readonly do: 'revoke' }>

export interface SteppedRegistry {
  readonly location: Location
  /** The context of a contributor who calls this server. */
  readonly contextOn: (server: Server) => Context
  /** What a revocation would do if it were made now, or the error code with which it would be refused. */
  readonly foresee: (server: Server, step: Revoke) => Promise<Outcome | ErrorCode>
  /** Whether the revocation would take effect at once. */
  readonly isDue: (server: Server, step: Revoke) => boolean
  /** The error code with which the step was refused; null when it was done. */
  readonly perform: (server: Server, step: Step) => Promise<ErrorCode | null>
  readonly view: (server: Server) => Promise<RegistryView>
  /** The events since the last call, in no particular order. */
  readonly takeTold: () => Promise<readonly string[]>
  /** Removes everything that could disturb a later history. */
  readonly remove: () => Promise<void>
}

export async function steppedRegistry(store: OpenStore): Promise<SteppedRegistry> {
  let time = START
  const ahead: Record<Server, number> = { here: 0, there: 0 }
  const clockOf = (server: Server): Clock => ({ now: () => later(time, ahead[server]) })
  const { organization, project } = await storedProject(store)
  const location: Location = { organizationId: organization.id, projectId: project.id }
  const actor = { type: 'service', id: 'ci', name: 'ci', roles: [{ ...location, role: 'contributor' }] } as const
  const newId = ascendingIds()
  const contextOn = (server: Server): Context => ({ actor, store, clock: clockOf(server), newId })
  const viewer = { ...actor, roles: [{ ...location, role: 'viewer' }] } as const
  const registry = { id: ulid(), projectId: project.id, featureTier: 'plus', activated: true } as const
  await store.transaction(({ registries }) => registries.insert({ ...registry, createdAt: START, updatedAt: START }))

  const log = { info: nothing, warn: complain, error: complain }
  // Clients keep the ids of deleted things.
  const ids = new Map<string, string>()
  const idOf = (...names: readonly string[]) => ids.get(names.join('/')) ?? 'unknown'
  const remember = (id: string, ...names: readonly string[]) => ids.set(names.join('/'), id)
  let revocations = 0

  const bucketNamed = (bucketName: string) => ({ location, bucketName })
  const versionAt = ({ bucket, fingerprint }: Ref) => ({ ...bucketNamed(bucket), fingerprint })
  const ancestorOf = ({ parent, through }: Ancestor) => ({
    parentVersionId: parent === null ? '' : idOf('version', parent.bucket, parent.fingerprint),
    parentChannelId: through === null ? '' : idOf('channel', through.bucket, through.channel),
  })

  const dateOf = (server: Server, { when }: Revoke) =>
    when === 'deadline' ? DEADLINE : later(clockOf(server).now(), when)

  async function doJobs(server: Server): Promise<void> {
    const context = { ...contextOn(server), actor: registryActor }
    await cancelSilentBuilds(context, { silentForMs, onFailure: complain })
    const handlers = {
      'apply-revocation': applyRevocationJob(context),
      'cancel-silent-builds': cancelSilentBuildsJob(context, { silentForMs, log }),
      'complete-version': completeVersionJob(context),
      'prove-ledgers': async () => undefined,
      'prune-deliveries': async () => undefined,
      'prune-ledgers': async () => undefined,
      'purge-buckets': purgeBucketsJob(context),
      'seal-events': sealEventsJob(context, { onSealed: [], log }),
      'tell-heads': tellHeadsJob(context, log),
    }
    await createWorker({ store, clock: context.clock, log, handlers, isWanted: {}, claimsMs: {} }).runDue()
  }

  async function run(server: Server, step: Step): Promise<void> {
    const context = contextOn(server)
    switch (step.do) {
      case 'create-bucket':
        await createBucket(context, { location, name: step.bucket, description: '', labels: {} })
        for await (const { id, name } of await listChannels(context, bucketNamed(step.bucket)))
          remember(id, 'channel', step.bucket, name)
        return
      case 'delete-bucket':
        return deleteBucket(context, { location, bucketName: step.bucket })
      case 'create-version': {
        const { id } = await createVersion(context, { ...versionAt(step), templateType: 'hcl2' })
        remember(id, 'version', step.bucket, step.fingerprint)
        return
      }
      case 'complete':
        await completeVersion(context, versionAt(step))
        return
      case 'create-build': {
        const changes = { status: step.status, packerRunUuid: 'first', ...ancestorOf(step) }
        const build = await createBuild(context, {
          ...versionAt(step),
          componentType: step.component,
          changes,
          heartbeats,
        })
        remember(build.id, 'build', step.bucket, step.fingerprint, step.component)
        return
      }
      case 'update-build': {
        const buildId = idOf('build', step.bucket, step.fingerprint, step.component)
        const status = step.status === null ? {} : { status: step.status }
        const changes = { ...status, packerRunUuid: step.run, ...ancestorOf(step) }
        await updateBuild(context, { ...versionAt(step), buildId, changes, heartbeats })
        return
      }
      case 'delete-build': {
        const buildId = idOf('build', step.bucket, step.fingerprint, step.component)
        return deleteBuild(context, { ...versionAt(step), buildId })
      }
      case 'revoke': {
        const at = dateOf(server, step)
        const message = `revocation ${revocations + 1}`
        const effects = { includeDescendants: !step.skipDescendants, rollbackChannels: step.rollBack }
        await revokeVersion(context, { ...versionAt(step), at, message, ...effects })
        revocations += 1
        return
      }
      case 'restore':
        await restoreVersion(context, versionAt(step))
        return
      case 'delete-version':
        return deleteVersion(context, { ...versionAt(step), rollbackChannels: step.rollBack })
      case 'create-channel': {
        const channel = { ...versionAt(step), name: step.channel, restricted: step.restricted }
        remember((await createChannel(context, channel)).id, 'channel', step.bucket, step.channel)
        return
      }
      case 'restrict': {
        const changes = { restricted: step.restricted }
        await updateChannel(context, { ...bucketNamed(step.bucket), name: step.channel, changes })
        return
      }
      case 'delete-channel':
        return deleteChannel(context, { ...bucketNamed(step.bucket), name: step.channel })
      case 'assign': {
        const changes = { fingerprint: step.fingerprint }
        await updateChannel(context, { ...bucketNamed(step.bucket), name: step.channel, changes })
        return
      }
      case 'copy':
        await copyAssignment(context, { ...bucketNamed(step.bucket), source: step.from, target: step.to })
        return
      case 'wait':
        time = later(time, step.milliseconds)
        return
      case 'set-clock':
        ahead[server] = step.ahead
        return
      case 'do-jobs':
        return doJobs(server)
    }
  }

  async function channelView(context: Context, channel: Channel): Promise<ChannelView> {
    const { name, bucketName, version, restricted, updatedAt } = channel
    const page = { size: null, order: [{ field: 'assignedAt', descending: false }], edge: null } as const
    const { items: lines, count } = await listChannelHistory(context, { ...bucketNamed(bucketName), name, page })
    const items = await Array.fromAsync(lines)
    assert.equal(count, items.length)
    // Values that are stored twice must agree, and no time runs backwards.
    const times = items.map(({ assignedAt }) => assignedAt)
    assert.deepEqual(times, [...new Set(times)].sort(), `${bucketName}/${name} was assigned at growing times`)
    assert.ok((times.at(-1) ?? '') <= updatedAt && (lastChanges.get(channel.id) ?? '') <= updatedAt)
    lastChanges.set(channel.id, updatedAt)
    assert.equal(
      items.at(-1)?.version?.id ?? null,
      version?.id ?? null,
      `${bucketName}/${name} is where its history ends`,
    )
    const history = items.map((line) => lineOf(line.version?.fingerprint ?? null, line.authorId))
    return { on: version?.fingerprint ?? null, restricted, history }
  }

  async function bucketView(context: Context, overview: BucketOverview): Promise<BucketView> {
    const { bucket, latestVersion, parents, children } = overview
    const order = [{ field: 'createdAt', descending: true }] as const
    const { items } = await listVersions(context, { ...bucketNamed(bucket.name), page: { ...ALL, order } })
    const versions = await Array.fromAsync(items)
    const channels = await Array.fromAsync(await listChannels(context, bucketNamed(bucket.name)))
    const shown = await Array.fromAsync(await listChannels({ ...context, actor: viewer }, bucketNamed(bucket.name)))
    const now = context.clock.now()
    const views = await Promise.all(channels.map(async (it) => [it.name, await channelView(context, it)] as const))
    return {
      latestVersion: latestVersion?.fingerprint ?? null,
      versionCount: bucket.versionCount,
      versions: Object.fromEntries(versions.map((version) => [version.fingerprint, versionView(version, now)])),
      newestFirst: versions.map(({ fingerprint }) => fingerprint),
      channels: Object.fromEntries(views),
      shown: shown.map(({ name }) => name).sort(),
      parents,
      children,
    }
  }

  const known = new Set<string>()
  const lastChanges = new Map<string, Instant>()
  return {
    location,
    contextOn,
    foresee: (server, step) =>
      foresee(contextOn(server), {
        ...versionAt(step),
        includeDescendants: !step.skipDescendants,
        rollbackChannels: step.rollBack,
      }),
    isDue: (server, step) => dateOf(server, step) <= clockOf(server).now(),
    async perform(server, step) {
      try {
        await run(server, step)
        return null
      } catch (error) {
        if (error instanceof DomainError) return error.code
        throw error
      }
    },
    async view(server) {
      const context = contextOn(server)
      const { items } = await listBuckets(context, { location, page: ALL })
      const overviews = await Array.fromAsync(items)
      const views = await Promise.all(
        overviews.map(async (it) => [it.bucket.name, await bucketView(context, it)] as const),
      )
      return Object.fromEntries(views)
    },
    async takeTold() {
      const { items } = await store.events.list(project.id, ALL)
      const fresh = items.filter(({ id }) => !known.has(id))
      for (const { id } of fresh) known.add(id)
      return fresh.map(toldOf)
    },
    async remove() {
      const waiting = await store.jobs.list(1000)
      await store.transaction(async ({ buckets, registries, jobs }) => {
        for (const { id } of waiting) await jobs.delete(id)
        await buckets.deleteAll(project.id, time)
        await registries.delete(registry.id)
      })
    },
  }
}

interface Payload {
  readonly bucket: { readonly name: string }
  readonly channel?: { readonly name: string }
  readonly version?: { readonly fingerprint: string } | null
}

function toldOf({ action, subject, payload }: Event): string {
  const { bucket, channel, version } = payload as unknown as Payload
  const about = version === undefined ? [] : [version?.fingerprint ?? 'none']
  return [action, subject, bucket.name, ...(channel ? [channel.name] : []), ...about].join(' ')
}

function versionView(version: Version, now: Instant): VersionView {
  const { revocation } = version
  const from = revocation?.inheritedFrom
  return {
    name: nameOf(version),
    status: statusOf(version, now),
    revocation: revocation && {
      type: from ? 'inherited' : 'manual',
      at: revocation.at,
      message: revocation.message,
      from: from ? `${from.bucketName}/${from.fingerprint} ${nameOf(from)}` : null,
    },
    hasDescendants: version.hasDescendants,
    parents: worstStatus(version.parents),
  }
}

/** Ids that sort in the order they were made, although time does not pass between steps. */
function ascendingIds(): () => string {
  let last = 0
  return () => {
    last += 1
    return `${ulid().slice(0, 10)}${String(last).padStart(16, '0')}`
  }
}

const nothing = () => undefined

function complain(details: unknown): never {
  assert.fail(`a job failed: ${String((details as { err?: unknown }).err)}`)
}
