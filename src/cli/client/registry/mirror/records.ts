// `assay mirror`, `assay export` and `assay import`: one stream of records, as AssayService_ImportRecords takes them, from any server of
// the API (read-registry/) or an archive (archive/) to an Assay, an archive, or any server (record-writer/).
import type { Operations } from '../../../../client/apis.ts'
import type { Answer, Asked } from '../../../../client/client.ts'
import { counted } from '../../../counted.ts'

type Body = Asked<Operations['AssayService_ImportRecords']>['body']

/** One thing of a registry, under the name of its kind. */
export type MirrorRecord = NonNullable<Body['records']>[number]

export type RecordKind = keyof MirrorRecord

export type ListedVersion = Answer<Operations['PackerService_ListVersions']>['versions'][number]
export type ListedBucket = Answer<Operations['PackerService_ListBuckets']>['buckets'][number]
export type ListedChannel = Answer<Operations['PackerService_ListChannels']>['channels'][number]
export type ListedBuild = ListedVersion['builds'][number]

export const kindOf = (record: MirrorRecord): RecordKind => Object.keys(record)[0] as RecordKind

/** `v12` gives 12; `v0`, which is not complete, gives null. */
export function sequenceOf(name: string): number | null {
  const sequence = Number(/^v(\d+)$/.exec(name)?.[1] ?? 0)
  return sequence === 0 ? null : sequence
}

/** A time in the precision that a registry stores, whatever the precision of its source. */
export const instant = (text: string | null): string => (text === null ? '' : new Date(text).toISOString())

/** How many of each kind there are, or were processed. */
export type Counts = Record<
  'buckets' | 'versions' | 'builds' | 'artifacts' | 'sboms' | 'channels' | 'assignments' | 'parents',
  number
>

export const noCounts = (): Counts => ({
  buckets: 0,
  versions: 0,
  builds: 0,
  artifacts: 0,
  sboms: 0,
  channels: 0,
  assignments: 0,
  parents: 0,
})

const nouns = {
  buckets: 'bucket',
  versions: 'version',
  builds: 'build',
  artifacts: 'artifact',
  sboms: 'SBOM',
  channels: 'channel',
  assignments: 'assignment',
  parents: 'parent',
} as const satisfies Record<keyof Counts, string>

/** For people: `1 bucket, 2 versions`. */
export const countsText = (counts: Partial<Counts>): string =>
  (Object.entries(counts) as [keyof Counts, number][]).map(([what, count]) => counted(count, nouns[what])).join(', ')
