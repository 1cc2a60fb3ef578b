// One search over everything in a registry: bucket names, labels, fingerprints, identifiers of images, commits. The best
// matches come first.
import { authorizeBuckets, isAllowed } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { requireLength } from '../../require-length.ts'
import type { VersionOutline } from '../version/version.ts'
import type { Matches, NamedBucket, SearchScope, VersionMatch } from './search-store.ts'

export interface Found {
  readonly kind: 'bucket' | 'label' | 'version' | 'artifact' | 'commit'
  readonly bucketName: string
  /** Null for a match of kind `bucket` or `label`. */
  readonly version: VersionOutline | null
  readonly text: string
  readonly region: string
  readonly platform: string
  /** Names of the channels that point at the version and that the actor may see. */
  readonly channels: readonly string[]
}

const MOST = 50
const FEWEST_CHARACTERS = 2
const TEXT_BYTES = 256
const SOME_COMMIT = /^[0-9a-f]{7,64}$/i

/** A match before its version is read. `rank` says how well it matches; 0 is best. */
type Ranked = Pick<Found, 'kind' | 'text'> & {
  readonly rank: number
  readonly at: { readonly bucketName: string } | { readonly versionId: string }
  readonly region?: string
  readonly platform?: string
}

/** Searches the buckets that the actor may see. `hasMore`: there are, or may be, more matches than those returned. */
export async function search(
  context: Context,
  { location, text: asked }: { readonly location: Location; readonly text: string },
): Promise<{ readonly found: readonly Found[]; readonly hasMore: boolean }> {
  const names = authorizeBuckets(context, 'bucket.get', location)
  const text = asked.trim()
  if (text.length < FEWEST_CHARACTERS) throw invalidArgument('q', `must have at least ${FEWEST_CHARACTERS} characters`)
  requireLength('q', text, TEXT_BYTES)
  const scope = { projectId: location.projectId, names }
  const kinds = [
    await buckets(context, scope, text),
    await versions(context, scope, text),
    await artifacts(context, scope, text),
    await commits(context, scope, text),
  ]
  const all = kinds.flatMap(({ found }) => found).toSorted((one, other) => one.rank - other.rank)
  return {
    found: await withVersions(context, location, all.slice(0, MOST)),
    hasMore: all.length > MOST || kinds.some(({ more }) => more),
  }
}

const rankOf = (text: string, wanted: string): number => (text === wanted ? 0 : 2)

async function buckets({ store }: Context, scope: SearchScope, text: string): Promise<Matches<Ranked>> {
  const [name, ...values] = text.split('=')
  const labels = [text, ...(values.length > 0 && name !== undefined ? [[name, values.join('=')] as const] : [])]
  const first = await store.search.bucketsBeginning(scope, text, MOST)
  const others = await store.search.bucketsWith(scope, text, labels, MOST)
  const known = new Set(first.found.map((bucket) => bucket.name))
  const named = (bucket: NamedBucket, rank: number) => ({
    kind: 'bucket' as const,
    text: bucket.name,
    rank,
    at: { bucketName: bucket.name },
  })
  return {
    found: [
      ...first.found.map((bucket) => named(bucket, bucket.name === text ? 0 : 1)),
      ...others.found.flatMap((bucket) => {
        const isNamed = !known.has(bucket.name) && bucket.name.toLowerCase().includes(text.toLowerCase())
        return [...(isNamed ? [named(bucket, 3)] : []), ...labelsOf(bucket, text)]
      }),
    ],
    more: first.more || others.more,
  }
}

const labelsOf = ({ name: bucketName, labels }: NamedBucket, text: string): readonly Ranked[] =>
  Object.entries(labels)
    .filter(([name, value]) => name === text || value === text || `${name}=${value}` === text)
    .map(([name, value]) => ({ kind: 'label', text: `${name}=${value}`, rank: 1, at: { bucketName } }))

const ofVersion =
  (kind: Ranked['kind'], wanted: string) =>
  <Match extends VersionMatch>({ versionId, text, ...place }: Match) => ({
    kind,
    text,
    rank: rankOf(text, wanted),
    at: { versionId },
    ...place,
  })

async function versions({ store }: Context, scope: SearchScope, text: string): Promise<Matches<Ranked>> {
  const { found, more } = await store.search.versions(scope, text, MOST)
  return { found: found.map(ofVersion('version', text)), more }
}

async function artifacts({ store }: Context, scope: SearchScope, text: string): Promise<Matches<Ranked>> {
  const { found, more } = await store.search.artifacts(scope, text, MOST)
  return { found: found.map(ofVersion('artifact', text)), more }
}

async function commits({ store }: Context, scope: SearchScope, text: string): Promise<Matches<Ranked>> {
  if (!SOME_COMMIT.test(text)) return { found: [], more: false }
  const commit = text.toLowerCase()
  const { found, more } = await store.search.commits(scope, commit, MOST)
  // A version with several builds from one commit is one match.
  const once = new Map(found.map((match) => [`${match.versionId} ${match.text}`, match])).values()
  return { found: [...once].map(ofVersion('commit', commit)), more }
}

/** Adds the version of each match. Leaves out what was deleted meanwhile. */
async function withVersions(
  context: Context,
  location: Location,
  ranked: readonly Ranked[],
): Promise<readonly Found[]> {
  const { store } = context
  const ids = [...new Set(ranked.flatMap(({ at }) => ('versionId' in at ? at.versionId : [])))]
  const outlines = new Map((await store.versions.findOutlines(ids)).map((version) => [version.id, version]))
  const pointing = Map.groupBy(await store.channels.listNames(ids), ({ versionId }) => versionId)
  const channelsAt = ({ id, bucketName }: VersionOutline) => {
    const seesRestricted = isAllowed(context, 'channel.get-restricted', { location, bucketName })
    return (pointing.get(id) ?? []).filter(({ restricted }) => seesRestricted || !restricted).map(({ name }) => name)
  }
  return ranked.flatMap(({ kind, text, at, region = '', platform = '' }): readonly Found[] => {
    const what = { kind, text, region, platform }
    if ('bucketName' in at) return [{ ...what, bucketName: at.bucketName, version: null, channels: [] }]
    const version = outlines.get(at.versionId)
    return version ? [{ ...what, bucketName: version.bucketName, version, channels: channelsAt(version) }] : []
  })
}
