// Reads a version, or a row that points at one, in one row with all that is below it: it takes one query and shows one moment
// in time, however deep it goes, and no row is repeated for each of its children. Each column is a JSON text of values in the
// order of a codec. The text has no names, which would be most of it: there may be many builds, and more artifacts. It is as
// flat as possible, because JSON inside JSON is parsed and written again at every level. The reader sorts the lists.
import { type AliasedRawBuilder, sql } from 'kysely'
import type { ParentEdge } from '../../domain/catalog/ancestry/ancestry.ts'
import type { Artifact, Build } from '../../domain/catalog/build/build.ts'
import type { BuildOutline, Version, VersionOutline } from '../../domain/catalog/version/version.ts'
import { isLiveText } from '../bucket/live-bucket.ts'
import type { Capabilities } from '../engine/dialect.ts'
import { codecOf, json, nullAs, orNull, table } from '../query/table.ts'
import type { Json } from '../schema.ts'
import { effectiveRevocation, revocationFacts } from './revocation-columns.ts'
import { INCOMPLETE, revocationOrder } from './validity.ts'

export const versions = table(
  'version',
  codecOf<Version>()(
    ['id', 'bucketId', 'fingerprint', 'templateType', 'sequence', 'authorId', 'createdAt', 'updatedAt'],
    { sequence: nullAs(INCOMPLETE) },
  ),
)
export const buildFields = [
  'id',
  'versionId',
  'componentType',
  'status',
  'platform',
  'packerRunUuid',
  'labels',
  'sourceExternalIdentifier',
  'parentVersionId',
  'parentChannelId',
  'metadata',
  'heartbeatAt',
  'startedAt',
  'createdAt',
  'updatedAt',
] as const
export const buildForms = { labels: json<Build['labels']>(), metadata: orNull(json<NonNullable<Build['metadata']>>()) }
export const builds = codecOf<Build>()(buildFields, buildForms)
/** The fields of a build that the state of its version depends on. */
const outlineFields = ['id', 'componentType', 'status', 'platform', 'createdAt', 'updatedAt'] as const
const outlines = codecOf<BuildOutline>()(outlineFields)
/** The weight is null where the server that wrote the build did not know of weights. */
type PerhapsWeighed = BuildOutline & { readonly weight: number | null }
const weighedOutlines = codecOf<PerhapsWeighed>()([...outlineFields, 'weight'])
export const artifacts = codecOf<Artifact>()(['id', 'externalIdentifier', 'region', 'createdAt'])

/** Columns to select, and how to read them. */
export interface Document<Row, Item> {
  readonly columns: readonly { [Name in keyof Row & string]: AliasedRawBuilder<Row[Name], Name> }[keyof Row & string][]
  readonly itemOf: (row: Row) => Item
}
type Outlined<VersionColumn> = { readonly version: VersionColumn; readonly builds: Json }
type Whole<VersionColumn> = Outlined<VersionColumn> & { readonly artifacts: Json }

/** The table whose row the version is read for: `version` itself, or one whose rows name a version or none. */
type Holder = 'version' | 'channel' | 'channel_assignment'

export type Documents = ReturnType<typeof documentsFor>

/** Written once as text, because building these expressions for each query would cost more than running them. */
export function documentsFor({ json: make }: Capabilities) {
  const select = <Value = Json>(expression: string) => sql.raw<Value>(expression)
  const text = (expression: string) => `cast(${expression} as text)`
  const array = (values: readonly string[]) => `${make.values}(${values.join(', ')})`
  const columnsOf = (name: string, columns: readonly string[]) => columns.map((column) => `"${name}"."${column}"`)
  const valuesOf = (name: string, columns: readonly string[], ...more: readonly string[]) =>
    array([...columnsOf(name, columns), ...more])
  const list = (element: string, source: string) =>
    `(select coalesce(${text(`${make.list}(${element})`)}, '[]') from ${source})`
  const bucketNameOf = (name: string) =>
    `(select "bucket"."name" from "bucket" where "bucket"."id" = "${name}"."bucket_id")`

  const revocation = valuesOf('revocation', revocationFacts.columns)
  const inherited = `"inherited_revocation" join "revocation" on "revocation"."id" = "inherited_revocation"."revocation_id"
    where "inherited_revocation"."version_id" = "version"."id" order by ${revocationOrder('revocation')} limit 1`
  const parents = `"version_edge" as "edge" left join "channel" as "found_through" on "found_through"."id" = "edge"."channel_id"
      and ${isLiveText('"found_through"."bucket_id"')}
    where "edge"."child_version_id" = "version"."id" and ${isLiveText('"edge"."parent_bucket_id"')}`
  const parent = array(['"edge"."id"', '"edge"."parent_version_id"', '"found_through"."version_id"'])
  // Not "exists": see any-row.ts.
  const anyChild = `select 1 from "version_edge" as "edge" where "edge"."parent_version_id" = "version"."id"
    and ${isLiveText('"edge"."child_bucket_id"')} limit 1`
  const version = text(
    valuesOf(
      'version',
      versions.columns,
      bucketNameOf('version'),
      `${make.embed}((select ${revocation} from "revocation" where "revocation"."version_id" = "version"."id"))`,
      `${make.embed}((select ${revocation} from ${inherited}))`,
      `${make.embed}((select coalesce(${make.list}(${parent}), '[]') from ${parents}))`,
      `(${anyChild}) is not null`,
    ),
  )
  const versionOf = <VersionColumn>(holder: Holder) =>
    select<VersionColumn>(
      holder === 'version'
        ? version
        : `(select ${version} from "version" where "version"."id" = "${holder}"."version_id")`,
    ).as('version')
  const idIn = (holder: Holder) => (holder === 'version' ? '"version"."id"' : `"${holder}"."version_id"`)

  const artifact = valuesOf('artifact', [...artifacts.columns, 'build_id', 'position'])
  const outlined = <VersionColumn>(holder: Holder, build: string) =>
    [
      versionOf<VersionColumn>(holder),
      select(list(build, `"build" where "build"."version_id" = ${idIn(holder)}`)).as('builds'),
    ] as const
  const whole = <VersionColumn>(holder: Holder, build: string) =>
    [
      ...outlined<VersionColumn>(holder, build),
      select(
        list(
          artifact,
          `"build" join "artifact" on "artifact"."build_id" = "build"."id" where "build"."version_id" = ${idIn(holder)}`,
        ),
      ).as('artifacts'),
    ] as const

  const build = valuesOf('build', builds.columns)
  const briefBuild = array(
    builds.columns.map((column) =>
      column === 'labels' ? "'{}'" : column === 'metadata' ? 'null' : `"build"."${column}"`,
    ),
  )
  const buildOutline = valuesOf('build', outlines.columns)

  const documents = {
    /** For the `version` in scope. */
    version: { columns: whole<Json>('version', build), itemOf: versionFrom },
    /** The same, its builds without their labels and metadata. */
    briefVersion: { columns: whole<Json>('version', briefBuild), itemOf: versionFrom },
    /** The same, with only those fields of each build that the state of the version depends on. */
    versionOutline: { columns: outlined<Json>('version', buildOutline), itemOf: outlineFrom },
    /** The same as the outline, with the weight of each build. */
    weighedVersion: {
      columns: outlined<Json>('version', valuesOf('build', weighedOutlines.columns)),
      itemOf: (row: Outlined<Json>) => withBuilds(row, weighedOutlines.itemFrom),
    },
    /** For the `build` in scope. */
    build: {
      columns: [
        select(text(build)).as('build'),
        select(list(artifact, `"artifact" where "artifact"."build_id" = "build"."id"`)).as('artifacts'),
      ],
      itemOf: (row: Readonly<Record<'build' | 'artifacts', Json>>) =>
        buildReader(row.artifacts)(JSON.parse(row.build) as readonly unknown[]),
    },
    /** For the version that the row in scope of this table names; null where it names none. */
    versionOf: (holder: Holder): Document<Whole<Json | null>, Version | null> => ({
      columns: whole<Json | null>(holder, build),
      itemOf: ({ version, ...below }) => (version === null ? null : versionFrom({ version, ...below })),
    }),
    outlineOf: (holder: Holder): Document<Outlined<Json | null>, VersionOutline | null> => ({
      columns: outlined<Json | null>(holder, buildOutline),
      itemOf: ({ version, ...below }) => (version === null ? null : outlineFrom({ version, ...below })),
    }),
  } as const
  return documents
}

type Parent = readonly [id: string, versionId: string, channelVersionId: string | null]
type VersionValues = readonly [
  bucketName: string,
  revocation: readonly unknown[] | null,
  inherited: readonly unknown[] | null,
  parents: readonly Parent[],
  hasDescendants: number | boolean,
]

function factsFrom(version: Json): Omit<VersionOutline, 'builds'> {
  const values = JSON.parse(version) as readonly unknown[]
  const [bucketName, revocation, inherited, parents, hasDescendants] = values.slice(
    versions.columns.length,
  ) as unknown as VersionValues
  return {
    ...versions.itemFrom(values),
    bucketName,
    revocation: effectiveRevocation(
      revocation && revocationFacts.itemFrom(revocation),
      inherited && revocationFacts.itemFrom(inherited),
    ),
    parents: parents.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(parentFrom),
    hasDescendants: Boolean(hasDescendants),
  }
}

const parentFrom = ([, versionId, channelVersionId]: Parent): ParentEdge => ({ versionId, channelVersionId })

function withBuilds<SomeBuild extends BuildOutline>(
  { version, builds: column }: Outlined<Json>,
  buildFrom: (values: readonly unknown[]) => SomeBuild,
) {
  const found = (JSON.parse(column) as readonly (readonly unknown[])[]).map(buildFrom)
  return { ...factsFrom(version), builds: found.sort(byAge) }
}
const byAge = (one: BuildOutline, other: BuildOutline): number =>
  one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id) ? -1 : 1

const versionFrom = (row: Whole<Json>): Version => withBuilds(row, buildReader(row.artifacts))
const outlineFrom = (row: Outlined<Json>): VersionOutline => withBuilds(row, outlines.itemFrom)

const BUILD_ID = artifacts.columns.length
const POSITION = BUILD_ID + 1

/** Reads builds whose artifacts are among these. */
function buildReader(column: Json): (values: readonly unknown[]) => Build {
  const rows = JSON.parse(column) as (readonly unknown[])[]
  rows.sort((one, other) => Number(one[POSITION]) - Number(other[POSITION]))
  const found = new Map<unknown, Artifact[]>()
  for (const values of rows) {
    const others = found.get(values[BUILD_ID])
    if (others === undefined) found.set(values[BUILD_ID], [artifacts.itemFrom(values)])
    else others.push(artifacts.itemFrom(values))
  }
  return (values) => {
    const build = builds.itemFrom(values)
    return { ...build, artifacts: found.get(build.id) ?? [] }
  }
}
