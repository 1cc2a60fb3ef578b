// Overviews of buckets and versions, with their channels and the state of their ancestry.
import type { Operations } from '../../../../contract/generated/assay-v1.ts'
import { worstStatus } from '../../../../domain/catalog/ancestry/ancestry.ts'
import type { BucketCondition, LabelSearch, SearchOrderField } from '../../../../domain/catalog/bucket/bucket-store.ts'
import {
  type ChannelStanding,
  listStandingBuckets,
  type StandingBucket,
} from '../../../../domain/catalog/bucket/list-standing-buckets.ts'
import {
  listStandingVersions,
  type StandingVersion,
} from '../../../../domain/catalog/version/list-standing-versions.ts'
import type { VersionOrderField } from '../../../../domain/catalog/version/version-store.ts'
import { isComplete, type VersionOutline, type VersionStatus } from '../../../../domain/catalog/version/version.ts'
import type { Instant } from '../../../../domain/clock.ts'
import { invalidArgument, shown } from '../../../../domain/errors.ts'
import type { Handlers } from '../../../binding/handler.ts'
import { ancestryStatusOut } from '../../../packer/ancestry.ts'
import { versionStatusOut } from '../../../packer/version-status.ts'
import { platformsOf } from '../../../packer/bucket.ts'
import { streamOut } from '../../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../../wire/paging.ts'
import { viewOf } from '../../../wire/view.ts'
import { type Out, versionInShortOut } from '../version-in-short.ts'

/** `updatedAt` of a complete version no longer changes. */
const completedAt = (version: VersionOutline | null) => (version && isComplete(version) ? version.updatedAt : null)

const channelOut = (channel: ChannelStanding, now: Instant): Out<'ChannelStanding'> => ({
  name: channel.name,
  restricted: channel.restricted,
  managed: channel.managed,
  version: channel.version && versionInShortOut(channel.version, now),
  assigned_at: channel.assignment?.assignedAt ?? null,
  assigned_by: channel.assignment?.authorId ?? '',
  behind: channel.behind,
})

const bucketOut = ({ bucket, newestVersion, ...standing }: StandingBucket, now: Instant): Out<'BucketOverview'> => ({
  id: bucket.id,
  name: bucket.name,
  description: bucket.description,
  labels: bucket.labels,
  platforms: platformsOf(newestVersion),
  version_count: bucket.versionCount,
  created_at: bucket.createdAt,
  updated_at: bucket.updatedAt,
  newest_version: newestVersion && versionInShortOut(newestVersion, now),
  newest_at: completedAt(newestVersion),
  channels: standing.channels.map((channel) => channelOut(channel, now)),
  channel_count: standing.channelCount,
  parent_status: ancestryStatusOut[standing.parents ?? 'undetermined'],
  out_of_date_parents: standing.outOfDateParents,
  child_count: standing.childCount,
})

const byName: Paging<SearchOrderField> = {
  fields: { name: 'name', created_at: 'createdAt', updated_at: 'updatedAt', newest_at: 'newestAt' },
  order: [{ field: 'name', descending: false }],
}

const versionOut = ({ version, channels, revokedAncestor }: StandingVersion, now: Instant): Out<'VersionOverview'> => ({
  version: versionInShortOut(version, now),
  author_id: version.authorId,
  completed_at: completedAt(version),
  updated_at: version.updatedAt,
  build_count: version.builds.length,
  platforms: platformsOf(version),
  channels,
  parent_status: ancestryStatusOut[worstStatus(version.parents) ?? 'undetermined'],
  has_descendants: version.hasDescendants,
  revocation_message: version.revocation?.message ?? '',
  revocation_inherited_from: revokedAncestor && versionInShortOut(revokedAncestor, now),
})

const newestFirst: Paging<VersionOrderField> = {
  fields: { created_at: 'createdAt', name: 'sequence' },
  order: [{ field: 'createdAt', descending: true }],
}

const statusIn = Object.fromEntries(
  Object.entries(versionStatusOut).map(([status, word]) => [word, status as VersionStatus]),
)

const conditionIn: Readonly<Record<string, BucketCondition>> = {
  REVOKED_CHANNEL: 'revoked-channel',
  SCHEDULED_CHANNEL: 'scheduled-channel',
  OUT_OF_DATE: 'out-of-date',
  NO_VERSION: 'no-version',
}

/** The meaning of each word; throws `invalid_argument` for an unknown one. */
export function wordsIn<Meaning>(
  parameter: string,
  words: readonly string[],
  meanings: Readonly<Record<string, Meaning>>,
): readonly Meaning[] {
  return [...new Set(words)].map((word) => {
    const meaning = Object.hasOwn(meanings, word) ? meanings[word] : undefined
    if (meaning === undefined)
      throw invalidArgument(parameter, `"${shown(word)}" must be one of ${Object.keys(meanings).join(', ')}`)
    return meaning
  })
}

/** Each label makes the database query longer. */
const MOST_LABELS = 20

function labelsIn(labels: readonly string[]): readonly LabelSearch[] {
  if (labels.length > MOST_LABELS) throw invalidArgument('label', `may be at most ${MOST_LABELS} at once`)
  return labels.map((label) => {
    const end = label.indexOf('=')
    return end === -1 ? { name: label, value: null } : { name: label.slice(0, end), value: label.slice(end + 1) }
  })
}

export const overviewHandlers = {
  async AssayService_ListBucketOverviews({ params, query }, context) {
    const { location, now } = viewOf(params, context)
    const page = pageRequest(query, byName)
    const { q: text = '', label = [], platform: platforms = [], status = [] } = query
    const conditions = wordsIn('status', status, conditionIn)
    const wanted = { text, labels: labelsIn(label), platforms, conditions }
    const found = await listStandingBuckets(context, { location, ...wanted, page })
    return {
      buckets: streamOut(found.items, (item) => bucketOut(item, now)),
      channel_names: found.channelNames,
      total_count: found.count,
      pagination: paginationOut(page, found),
    }
  },
  async AssayService_ListVersionOverviews({ params, query }, context) {
    const { location, now } = viewOf(params, context)
    const page = pageRequest(query, newestFirst)
    const statuses = wordsIn('status', query.status ?? [], statusIn)
    const found = await listStandingVersions(context, { location, bucketName: params.bucket_name, statuses, page })
    return {
      versions: streamOut(found.items, (item) => versionOut(item, now)),
      total_count: found.count,
      pagination: paginationOut(page, found),
    }
  },
} satisfies Handlers<Operations, 'AssayService_ListBucketOverviews' | 'AssayService_ListVersionOverviews'>
