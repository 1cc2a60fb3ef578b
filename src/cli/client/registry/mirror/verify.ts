import { ifFound } from '../if-found.ts'
import {
  bucketShown,
  channelShown,
  type Comparable,
  type Difference,
  differencesIn,
  versionShown,
} from './read-registry/comparable.ts'
import { bucketsOf, channelsOf, historyOf, sbomsOf, type Source, versionsOf } from './read-registry/source.ts'
import type { ListedBucket, ListedVersion } from './records.ts'

export interface Compared {
  /** How many things were compared field by field. */
  readonly things: number
  /** What differs, in which fields, with both values; at most a hundred. */
  readonly differences: readonly string[]
  /** The commands that delete what only the target has, at most a hundred. Nothing is deleted without a user running them. */
  readonly onlyThere: readonly string[]
}

const TOLD = 100

export interface Ends {
  readonly source: Source
  readonly target: Source
}

export interface Sampling {
  readonly buckets: readonly string[] | null
  /** How many versions of each bucket are compared with their SBOMs; everything else is compared for all versions. */
  readonly sample: number
  /** Called for each version, before it is compared. */
  readonly onVersion: () => void
}

/** Compares what two registries show, field by field: buckets, versions with their builds, channels and their history. */
export async function compareRegistries({ source, target }: Ends, sampling: Sampling): Promise<Compared> {
  const differences: string[] = []
  const onlyThere: string[] = []
  const surplus = (command: string) => {
    if (onlyThere.length < TOLD) onlyThere.push(command)
  }
  let things = 0
  const names = new Set<string>()
  const compare: Compare = (name, one, other) => {
    things += 1
    tell(name, other === undefined ? ['is missing'] : differencesIn(one, other).map(differenceText))
  }
  const tell: Tell = (name, found) => {
    if (found.length > 0 && differences.length < TOLD) differences.push(`${name}: ${found.join('; ')}`)
  }
  const compareHistories: CompareHistories = (name, one, other) => {
    things += 1
    tell(name, [...linesLacking('the source', one, other), ...linesLacking('the target', other, one)])
  }
  for await (const bucket of bucketsOf(source, sampling.buckets)) {
    const there = await bucketThere(target, bucket.name)
    names.add(bucket.name)
    compare(bucket.name, bucketShown(bucket), there === null ? undefined : shownBeside(bucket, there))
    if (there === null) continue
    const parts = { ends: { source, target }, bucket: bucket.name, compare, compareHistories, surplus }
    await compareVersions(parts, sampling)
    await compareChannels(parts)
  }
  // A user who names buckets has asked about no others.
  if (sampling.buckets === null)
    for await (const { name } of bucketsOf(target, null)) if (!names.has(name)) surplus(`assay bucket delete ${name}`)
  return { things, differences, onlyThere }
}

interface Comparing {
  readonly ends: Ends
  readonly bucket: string
  readonly compare: Compare
  readonly compareHistories: CompareHistories
  readonly surplus: (command: string) => void
}

type Compare = (name: string, one: Comparable | undefined, other: Comparable | undefined) => void
type CompareHistories = (name: string, one: readonly string[], other: readonly string[]) => void
type Tell = (name: string, found: readonly string[]) => void

const MOST_SHOWN = 120

function differenceText({ field, one, other }: Difference): string {
  const shown = (value: unknown) => {
    const text = value === undefined ? 'missing' : JSON.stringify(value)
    return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text
  }
  return `${field} is ${shown(one)} at the source and ${shown(other)} at the target`
}

const linesLacking = (end: string, lines: readonly string[], others: readonly string[]): readonly string[] =>
  lines.filter((line) => !others.includes(line)).map((line) => `only ${end} has the entry ${line}`)

async function bucketThere({ client }: Source, name: string): Promise<ListedBucket | null> {
  const found = await ifFound(client.call('PackerService_GetBucket', { params: { bucket_name: name } }))
  return found?.bucket ?? null
}

/** A target that was updated later is not different for that: something was done there since, perhaps the same as at the source. */
function shownBeside({ updated_at: at }: ListedBucket, there: ListedBucket): Comparable {
  const isLater = at !== null && there.updated_at !== null && Date.parse(there.updated_at) > Date.parse(at)
  return bucketShown(isLater ? { ...there, updated_at: at } : there)
}

/** Both lists are in the same order, so only those versions of one are kept that the other has not reached yet. */
async function compareVersions({ ends: { source, target }, bucket, compare, surplus }: Comparing, sampling: Sampling) {
  const waiting = new Map<string, ListedVersion>()
  const theirs = versionsOf(target, bucket)
  let left = sampling.sample
  for await (const version of versionsOf(source, bucket)) {
    sampling.onVersion()
    while (!waiting.has(version.fingerprint)) {
      const next = await theirs.next()
      if (next.done === true) break
      waiting.set(next.value.fingerprint, next.value)
    }
    const found = waiting.get(version.fingerprint)
    waiting.delete(version.fingerprint)
    const name = `${bucket}/${version.fingerprint}`
    compare(name, versionShown(version), found && versionShown(found))
    if (found === undefined || left <= 0) continue
    left -= 1
    compare(`SBOMs of ${name}`, await sbomsShown(source, version), await sbomsShown(target, found))
  }
  const deleting = (fingerprint: string) => {
    surplus(`assay version delete ${bucket}@${fingerprint}`)
  }
  for (const fingerprint of waiting.keys()) deleting(fingerprint)
  for await (const { fingerprint } of theirs) deleting(fingerprint)
}

async function sbomsShown(from: Source, version: ListedVersion): Promise<Comparable> {
  const shown: Record<string, unknown> = {}
  for (const build of version.builds)
    for await (const { name, format, bytes } of sbomsOf(from, version, build))
      shown[`${build.component_type} ${name}`] = { format, bytes: bytes.toString('base64') }
  return shown
}

async function compareChannels({ ends, bucket, compare, compareHistories, surplus }: Comparing): Promise<void> {
  const { source, target } = ends
  const theirs = new Map((await channelsOf(target, bucket)).map((channel) => [channel.name, channel]))
  for (const channel of await channelsOf(source, bucket)) {
    const found = theirs.get(channel.name)
    theirs.delete(channel.name)
    const name = `${bucket}@${channel.name}`
    compare(name, channelShown(channel), found && channelShown(found))
    if (found !== undefined)
      compareHistories(`history of ${name}`, await historyShown(source, channel), await historyShown(target, found))
  }
  // Channels that the registry points by itself are not shown to every reader.
  for (const { name, managed } of theirs.values()) if (!managed) surplus(`assay channel delete ${bucket}@${name}`)
}

/** One line for each assignment: `u1 since 2026-11-28T09:00:00.000Z, by 01J...`. No two lines of a channel are the same. */
async function historyShown(from: Source, channel: Parameters<typeof historyOf>[1]): Promise<readonly string[]> {
  const pages = await Array.fromAsync(historyOf(from, channel))
  return pages
    .flat()
    .map(
      ({ version_fingerprint: fingerprint, author_id: author, assigned_at: at }) =>
        `${fingerprint || 'no version'} since ${at}, by ${author}`,
    )
}
