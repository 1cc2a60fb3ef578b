// Rows to domain objects and back, for what points at versions. It is read as documents.ts selects it.
import type { NewAssignment } from '../../domain/catalog/channel/channel-store.ts'
import type {
  AssignmentOutline,
  Channel,
  ChannelAssignment,
  ChannelOutline,
  ListedChannel,
} from '../../domain/catalog/channel/channel.ts'
import type { Version, VersionOutline } from '../../domain/catalog/version/version.ts'
import { flag } from '../query/column-values.ts'
import type * as rows from '../schema.ts'
import { type VersionColumns, versionFrom, versionOutlineFrom } from '../version/version-columns.ts'

export const channelRow = (channel: ChannelOutline): rows.ChannelRow => ({
  id: channel.id,
  bucket_id: channel.bucketId,
  name: channel.name,
  author_id: channel.authorId,
  managed: flag(channel.managed),
  restricted: flag(channel.restricted),
  version_id: channel.version?.id ?? null,
  created_at: channel.createdAt,
  updated_at: channel.updatedAt,
})

export const channelFrom = (
  columns: Nullable<VersionColumns, 'version'> & { readonly channel: rows.Json },
): Channel => ({ ...channelFacts(columns.channel), version: versionOrNull(columns) })

export const channelOutlineFrom = (
  columns: Nullable<OutlineColumns, 'version'> & { readonly channel: rows.Json },
): ChannelOutline => ({ ...channelFacts(columns.channel), version: outlineOrNull(columns) })

export function listedChannelFrom({ channel }: { readonly channel: rows.Json }): ListedChannel {
  const { version_id: id } = JSON.parse(channel) as rows.ChannelRow
  return { ...channelFacts(channel), version: id === null ? null : { id } }
}

function channelFacts(channel: rows.Json): Omit<ChannelOutline, 'version'> {
  const row = JSON.parse(channel) as rows.ChannelRow & { readonly bucket_name: string }
  return {
    id: row.id,
    bucketId: row.bucket_id,
    bucketName: row.bucket_name,
    name: row.name,
    authorId: row.author_id,
    managed: row.managed === 1,
    restricted: row.restricted === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export const assignmentRow = (assignment: NewAssignment): rows.ChannelAssignmentRow => ({
  id: assignment.id,
  channel_id: assignment.channelId,
  version_id: assignment.version?.id ?? null,
  author_id: assignment.authorId,
  assigned_at: assignment.assignedAt,
})
export const assignmentFrom = (
  row: rows.ChannelAssignmentRow & Nullable<VersionColumns, 'version'>,
): ChannelAssignment => ({
  id: row.id,
  channelId: row.channel_id,
  version: versionOrNull(row),
  authorId: row.author_id,
  assignedAt: row.assigned_at,
})
export const assignmentOutlineFrom = (
  row: rows.ChannelAssignmentRow & Nullable<OutlineColumns, 'version'>,
): AssignmentOutline => ({
  id: row.id,
  channelId: row.channel_id,
  version: outlineOrNull(row),
  authorId: row.author_id,
  assignedAt: row.assigned_at,
})

type OutlineColumns = Omit<VersionColumns, 'artifacts'>

const outlineOrNull = ({ version, builds }: Nullable<OutlineColumns, 'version'>): VersionOutline | null =>
  version === null ? null : versionOutlineFrom({ version, builds })

const versionOrNull = ({ version, ...below }: Nullable<VersionColumns, 'version'>): Version | null =>
  version === null ? null : versionFrom({ version, ...below })

type Nullable<Columns, Name extends keyof Columns> = Omit<Columns, Name> & {
  readonly [Key in Name]: Columns[Key] | null
}
