// A version, or what points at one, selected in one row with all below it: one query and one moment in time, however deep
// it goes, and no row is repeated for each of its children. Each column is one flat JSON text, because JSON inside JSON is
// read and written again at every level. The order of lists is left to the reader.
import { type AliasedRawBuilder, sql } from 'kysely'
import { isLiveText } from '../bucket/live-bucket.ts'
import type { Capabilities } from '../engine/dialect.ts'
import type { ArtifactRow, BuildRow, ChannelRow, Json, VersionRow } from '../schema.ts'
import type { RevocationDocument } from './revocation-columns.ts'
import { revocationOrder } from './validity.ts'

type Columns<Row> = Readonly<Record<keyof Row, true>>

// Tables that the compiler completes: a column that is added to a row type must be selected here.
const revocationColumns: Columns<RevocationDocument> = {
  version_id: true,
  bucket_id: true,
  bucket_name: true,
  fingerprint: true,
  sequence: true,
  at: true,
  applied_at: true,
  message: true,
  author: true,
  rollback_channels: true,
}
const versionColumns: Columns<VersionRow> = {
  id: true,
  bucket_id: true,
  fingerprint: true,
  template_type: true,
  sequence: true,
  author_id: true,
  created_at: true,
  updated_at: true,
}
const channelColumns: Columns<ChannelRow> = {
  id: true,
  bucket_id: true,
  name: true,
  author_id: true,
  managed: true,
  restricted: true,
  version_id: true,
  created_at: true,
  updated_at: true,
}
/** Without names, which would be most of the text: there may be many builds, and more artifacts. */
const buildColumns = [
  'id',
  'version_id',
  'component_type',
  'status',
  'platform',
  'packer_run_uuid',
  'labels',
  'source_external_identifier',
  'parent_version_id',
  'parent_channel_id',
  'metadata',
  'heartbeat_at',
  'started_at',
  'created_at',
  'updated_at',
] as const
const buildOutlineColumns = ['id', 'component_type', 'status', 'platform', 'created_at', 'updated_at'] as const
const artifactColumns = ['build_id', 'id', 'position', 'external_identifier', 'region', 'created_at'] as const

/** Values in the order of names; nothing that anybody could read from while a name is missing. */
type ValuesOf<Row, Names extends readonly (keyof Row)[]> = [keyof Row] extends [Names[number]]
  ? { readonly [Place in keyof Names]: Row[Names[Place]] }
  : never
/** What a version is judged by. */
type BuildOutlineRow = Pick<BuildRow, 'id' | 'component_type' | 'status' | 'platform' | 'created_at' | 'updated_at'>
export type BuildOutlineValues = ValuesOf<BuildOutlineRow, typeof buildOutlineColumns>
/** The weight is null where it was written by a server that knew of none. */
export type WeighedBuildValues = readonly [weight: number | null, ...BuildOutlineValues]
export type BuildValues = ValuesOf<BuildRow, typeof buildColumns>
export type ArtifactValues = ValuesOf<ArtifactRow, typeof artifactColumns>

/** Of an edge up: its id, the parent's, and where the channel points that led there. */
export type ParentValues = readonly [id: string, versionId: string, channelVersionId: string | null]

type Selected<Name extends string, Value> = AliasedRawBuilder<Value, Name>
type Builds = Selected<'builds', Json>
type Below = readonly [Builds, Selected<'artifacts', Json>]

/** What to select; version-columns.ts and channel-columns.ts read it. */
export interface Documents {
  /** Of the `version` in scope. */
  readonly version: readonly [Selected<'version', Json>, ...Below]
  /** Of the `channel` in scope; its version is null where it has none. */
  readonly channel: readonly [Selected<'channel', Json>, Selected<'version', Json | null>, ...Below]
  /** Of the version of the `channel_assignment` in scope; null where it has none. */
  readonly assignedVersion: readonly [Selected<'version', Json | null>, ...Below]
  readonly assignedOutline: readonly [Selected<'version', Json | null>, Builds]
  /** The version, its builds without their labels and metadata. */
  readonly briefVersion: readonly [Selected<'version', Json>, ...Below]
  /** The version and the channel, with no more of each build than its version is judged by. */
  readonly versionOutline: readonly [Selected<'version', Json>, Builds]
  /** The same version with the weight of each build besides. */
  readonly weighedVersion: readonly [Selected<'version', Json>, Builds]
  /** The channel without its version. */
  readonly listedChannel: readonly [Selected<'channel', Json>]
  readonly channelOutline: readonly [Selected<'channel', Json>, Selected<'version', Json | null>, Builds]
  /** Of the `build` in scope. */
  readonly build: readonly [Selected<'build', Json>, Selected<'artifacts', Json>]
}

/** What else is known of the `version` in scope: its own revocation, the first of those it inherited, and its edges. */
function lifecycleOf({ values, embed, list }: Capabilities['json'], object: MakeObject): readonly string[] {
  const revocation = object('revocation', revocationColumns, [])
  const inherited = `"inherited_revocation" join "revocation" on "revocation"."id" = "inherited_revocation"."revocation_id"
    where "inherited_revocation"."version_id" = "version"."id" order by ${revocationOrder('revocation')} limit 1`
  const parent = `${values}("edge"."id", "edge"."parent_version_id", "found_through"."version_id")`
  const parents = `"version_edge" as "edge" left join "channel" as "found_through" on "found_through"."id" = "edge"."channel_id"
      and ${isLiveText('"found_through"."bucket_id"')}
    where "edge"."child_version_id" = "version"."id" and ${isLiveText('"edge"."parent_bucket_id"')}`
  // Not "exists": see any-row.ts.
  const anyChild = `select 1 from "version_edge" as "edge" where "edge"."parent_version_id" = "version"."id"
    and ${isLiveText('"edge"."child_bucket_id"')} limit 1`
  return [
    `'revocation', ${embed}((select ${revocation} from "revocation" where "revocation"."version_id" = "version"."id"))`,
    `'inherited_revocation', ${embed}((select ${revocation} from ${inherited}))`,
    `'parents', ${embed}((select coalesce(${list}(${parent}), '[]') from ${parents}))`,
    `'has_descendants', (${anyChild}) is not null`,
  ]
}

type MakeObject = (table: string, names: object, more: readonly string[]) => string

/** Written once as text, because building these expressions for each query would cost more than running them. */
export function documentsFor({ json }: Capabilities): Documents {
  const text = (expression: string) => `cast(${expression} as text)`
  const select = (expression: string) => sql.raw<Json>(expression)
  const values = (table: string, names: readonly string[]) =>
    `${json.values}(${names.map((name) => `"${table}"."${name}"`).join(', ')})`
  const object = (table: string, names: object, more: readonly string[]) => {
    const own = Object.keys(names).map((name) => `'${name}', "${table}"."${name}"`)
    return `${json.object}(${[...own, ...more].join(', ')})`
  }
  const list = (element: string, source: string) =>
    select(`(select coalesce(${text(`${json.list}(${element})`)}, '[]') from ${source})`)
  const bucketNameOf = (table: string) =>
    `'bucket_name', (select "bucket"."name" from "bucket" where "bucket"."id" = "${table}"."bucket_id")`

  const version = object('version', versionColumns, [bucketNameOf('version'), ...lifecycleOf(json, object)])
  const versionOf = (table: string) =>
    select(`(select ${text(version)} from "version" where "version"."id" = "${table}"."version_id")`).as('version')
  const channel = object('channel', channelColumns, [bucketNameOf('channel')])
  const build = values('build', buildColumns)
  const artifact = values('artifact', artifactColumns)

  const below = (versionId: string, element: string): Below => {
    const builds = `"build" where "build"."version_id" = ${versionId}`
    const artifacts = `"build" join "artifact" on "artifact"."build_id" = "build"."id" where "build"."version_id" = ${versionId}`
    return [list(element, builds).as('builds'), list(artifact, artifacts).as('artifacts')]
  }
  const withoutText: Readonly<Record<string, string>> = { labels: "'{}'", metadata: 'null' }
  const briefBuild = `${json.values}(${buildColumns.map((name) => withoutText[name] ?? `"build"."${name}"`).join(', ')})`
  const outlined = (versionId: string, names: readonly string[]): Builds =>
    list(values('build', names), `"build" where "build"."version_id" = ${versionId}`).as('builds')
  return {
    version: [select(text(version)).as('version'), ...below('"version"."id"', build)],
    channel: [select(text(channel)).as('channel'), versionOf('channel'), ...below('"channel"."version_id"', build)],
    assignedVersion: [versionOf('channel_assignment'), ...below('"channel_assignment"."version_id"', build)],
    assignedOutline: [
      versionOf('channel_assignment'),
      outlined('"channel_assignment"."version_id"', buildOutlineColumns),
    ],
    briefVersion: [select(text(version)).as('version'), ...below('"version"."id"', briefBuild)],
    versionOutline: [select(text(version)).as('version'), outlined('"version"."id"', buildOutlineColumns)],
    weighedVersion: [
      select(text(version)).as('version'),
      outlined('"version"."id"', ['weight', ...buildOutlineColumns]),
    ],
    listedChannel: [select(text(channel)).as('channel')],
    channelOutline: [
      select(text(channel)).as('channel'),
      versionOf('channel'),
      outlined('"channel"."version_id"', buildOutlineColumns),
    ],
    build: [
      select(text(build)).as('build'),
      list(artifact, `"artifact" where "artifact"."build_id" = "build"."id"`).as('artifacts'),
    ],
  }
}
