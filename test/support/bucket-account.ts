// The invariants of a bucket after any race: facts that are stored twice agree, no number is given twice, and each completion and each
// assignment has one line in the history and one event.
import assert from 'node:assert/strict'
import type { ChannelAssignment } from '../../src/domain/catalog/channel/channel.ts'
import { nameOf, type Version } from '../../src/domain/catalog/version/version.ts'
import type { Page, PageRequest, StreamedPage } from '../../src/domain/page.ts'
import type { Event } from '../../src/domain/record/event/event.ts'
import { type Arrangement, bucketOf } from './arranged-versions.ts'

export interface BucketAccount {
  /** Names of the complete versions, by number. */
  readonly complete: readonly string[]
  /** Fingerprints of the incomplete ones. */
  readonly incomplete: readonly string[]
  /** Names of the versions in the order in which `latest` pointed at them; an empty string where it pointed at none. */
  readonly latest: readonly string[]
}

async function all<Item, Field extends string>(
  list: (page: PageRequest<Field>) => Promise<Page<Item> | StreamedPage<Item>>,
  field: Field,
): Promise<readonly Item[]> {
  const items: Item[] = []
  const order = [{ field, descending: false }]
  let page: Page<Item> | StreamedPage<Item> | undefined
  do {
    page = await list({ size: 500, order, edge: page?.next ?? null })
    items.push(...(await Array.fromAsync(page.items)))
  } while (page.next)
  return items
}

/** Asserts the invariants of every bucket, whatever happened to it, and returns what a test may compare. */
export async function accountOf(arrangement: Arrangement, bucketName: string): Promise<BucketAccount> {
  const { store, projectId } = arrangement
  const bucket = await bucketOf(arrangement, bucketName)
  const versions = await all((page) => store.versions.list(bucket.id, page), 'sequence')
  const events = (await all((page) => store.events.list(projectId, page), 'at')).filter(
    ({ bucketId }) => bucketId === bucket.id,
  )
  const complete = versions.filter(({ sequence }) => sequence !== null)
  for (const version of versions) assertBuildsAgree(version)

  const given = new Set(events.filter(({ action }) => action === 'delete').map(versionName))
  assert.equal(bucket.versionCount, complete.length, 'versions counted')
  const completions = events.filter(({ action }) => action === 'complete').map(versionName)
  const numbers = Array.from({ length: bucket.lastSequence }, (_, index) => `v${index + 1}`)
  assert.deepEqual(completions.toSorted(byNumber), numbers, 'one completion event for each number')
  const survivors = numbers.filter((name) => !given.has(name))
  assert.deepEqual(complete.map(nameOf), survivors, 'one version for each number that is left')

  const latest = (await store.channels.find(projectId, bucketName, 'latest')) ?? assert.fail('latest is gone')
  assert.equal(latest.version?.id ?? null, complete.at(-1)?.id ?? null, 'latest is the highest number')
  const channels = await store.channels.list(bucket.id)
  const histories = new Map<string, readonly ChannelAssignment[]>()
  for (const channel of channels) {
    const history = await all((page) => store.channels.listAssignments(channel.id, page), 'assignedAt')
    histories.set(channel.name, history)
    assert.equal(await store.channels.countAssignments(channel.id), history.length)
    assert.equal(
      history.at(-1)?.version?.id ?? null,
      channel.version?.id ?? null,
      `${channel.name} is where it was put`,
    )
    // A deleted version takes its history with it. Without deletions, the events tell the same story as the history.
    if (given.size === 0) assertStoriesAgree(history, eventsOf(events, channel.name))
  }
  return {
    complete: complete.map(nameOf),
    incomplete: versions.filter(({ sequence }) => sequence === null).map(({ fingerprint }) => fingerprint),
    latest: (histories.get('latest') ?? []).map(({ version }) => (version ? nameOf(version) : '')),
  }
}

const snapshot = (event: Event, name: string) =>
  event.payload[name] as { readonly id: string; readonly name: string } | null
const versionName = (event: Event): string => snapshot(event, 'version')?.name ?? ''
const byNumber = (one: string, other: string) => Number(one.slice(1)) - Number(other.slice(1))
const eventsOf = (events: readonly Event[], channel: string) =>
  events.filter((event) => event.action === 'assign' && snapshot(event, 'channel')?.name === channel)

/**
 * A version whose builds are all done is complete, and a complete version has at least one done build (on request it may complete with
 * others unfinished).
 */
function assertBuildsAgree({ builds, fingerprint, sequence }: Version): void {
  const statuses = builds.map(({ status }) => status)
  const where = `version ${fingerprint} with ${statuses.join(', ')}`
  if (sequence !== null) assert.ok(statuses.includes('done'), where)
  else assert.ok(statuses.length === 0 || statuses.some((status) => status !== 'done'), where)
}

/**
 * The history and the events match one to one, and each line begins where the line before it ended. Only the history gives the order:
 * events of the same millisecond have no order across servers.
 */
function assertStoriesAgree(history: readonly ChannelAssignment[], events: readonly Event[]): void {
  const steps = history.map(({ version }, index) => `${history[index - 1]?.version?.id ?? ''}→${version?.id ?? ''}`)
  const told = events.map(
    (event) => `${snapshot(event, 'previousVersion')?.id ?? ''}→${snapshot(event, 'version')?.id ?? ''}`,
  )
  assert.deepEqual(told.toSorted(), steps.toSorted())
  for (const [index, { version }] of history.entries())
    assert.notEqual(version?.id ?? null, history[index - 1]?.version?.id ?? null, 'no step leads nowhere')
}
