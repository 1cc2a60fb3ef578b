import type { Operations } from '../../../../../client/apis.ts'
import { ApiError } from '../../../../../client/api-error.ts'
import type { Client } from '../../../../../client/client.ts'
import { differencesIn } from '../read-registry/comparable.ts'
import type { ListedBuild, ListedVersion, MirrorRecord } from '../records.ts'
import { ifFound } from '../../if-found.ts'
import { isComplete } from '../../version-status.ts'
import type { Losses } from './losses.ts'
import { replayRevocation, type ReplayOutcome } from './replay-revocation.ts'

type Of<Kind extends keyof MirrorRecord> = NonNullable<MirrorRecord[Kind]>

/** A version with everything that belongs to it. */
export interface Replayed {
  readonly version: Of<'version'>
  readonly parents: NonNullable<Of<'parents'>['parents']>[number][]
  readonly builds: Of<'build'>[]
  readonly sboms: Of<'sbom'>[]
  revocation: Of<'revocation'> | null
  completion: Of<'completion'> | null
}

/**
 * Creates a version as Packer does: running builds, their SBOMs, finished builds. Continues a version that is half done. Losses are
 * determined from what is there in the end, whichever run created it.
 */
export async function replayVersion(
  client: Client<Operations>,
  replayed: Replayed,
  losses: Losses,
): Promise<ReplayOutcome> {
  const { bucket_name = '', fingerprint = '', template_type = 'TEMPLATE_TYPE_UNSET' } = replayed.version
  const params = { bucket_name, fingerprint }
  const known = (await ifFound(client.call('PackerService_GetVersion', { params })))?.version
  if (known && isComplete(known)) {
    requireSame(replayed, known.builds)
    tellLosses(replayed, known, losses)
    return replayed.revocation === null ? 'UNCHANGED' : replayRevocation(client, replayed.revocation)
  }
  if (known && replayed.completion === null && isAsFar(replayed, known.builds)) {
    tellLosses(replayed, known, losses)
    return 'UNCHANGED'
  }
  if (!known)
    await client.call('PackerService_CreateVersion', { params: { bucket_name }, body: { fingerprint, template_type } })
  await replayBuilds(client, replayed, known?.builds ?? [])
  tellLosses(replayed, await asFarAsThere(client, replayed), losses)
  if (replayed.revocation !== null && replayed.completion !== null) await replayRevocation(client, replayed.revocation)
  return known ? 'UPDATED' : 'CREATED'
}

function contentOf({ component_type, platform, artifacts, labels }: Of<'build'> | ListedBuild) {
  const images = (artifacts ?? []).map(({ external_identifier, region }) => `${region} ${external_identifier}`)
  return [component_type, { platform, labels, images: images.toSorted() }] as const
}

/** Whether all builds are there in the same state, if the version is complete on neither side. */
const isAsFar = ({ builds }: Replayed, there: readonly ListedBuild[]): boolean =>
  builds.every(({ component_type: type, status }) =>
    there.some((build) => build.component_type === type && build.status === status),
  )

function requireSame({ version, builds }: Replayed, there: readonly ListedBuild[]): void {
  const different = differencesIn(
    Object.fromEntries(builds.map(contentOf)),
    Object.fromEntries(there.map(contentOf)),
  ).map(({ field }) => field)
  if (different.length === 0) return
  throw new ApiError({
    code: 'already_exists',
    status: 409,
    operation: 'PackerService_CreateVersion',
    requestId: null,
    message: `version "${version.fingerprint ?? ''}" of bucket "${version.bucket_name ?? ''}" is complete at the target, with other content: ${different.join(', ')}`,
  })
}

async function replayBuilds(
  client: Client<Operations>,
  replayed: Replayed,
  there: readonly ListedBuild[],
): Promise<void> {
  const { bucket_name = '', fingerprint = '' } = replayed.version
  const params = { bucket_name, fingerprint }
  const parent = await parentThere(client, replayed)
  const ids = new Map(there.map(({ component_type, id }) => [component_type, id]))
  for (const { component_type = '', packer_run_uuid = '' } of replayed.builds) {
    if (ids.has(component_type)) continue
    const body = { component_type, packer_run_uuid, status: 'BUILD_RUNNING' as const }
    const { build } = await client.call('PackerService_CreateBuild', { params, body })
    ids.set(component_type, build?.id ?? '')
  }
  const done = new Set(
    there.filter(({ status }) => status === 'BUILD_DONE').map(({ component_type }) => component_type),
  )
  for (const { component_type = '', name = '', format = 'SPDX', compressed_sbom = '' } of replayed.sboms) {
    if (done.has(component_type)) continue
    const build_id = ids.get(component_type) ?? ''
    await client.call('PackerService_UploadSbom', {
      params: { ...params, build_id },
      body: { name, format, compressed_sbom },
    })
  }
  for (const build of replayed.builds) {
    const { component_type = '', status = 'BUILD_UNSET', platform = '', labels = {}, metadata } = build
    if (done.has(component_type)) continue
    const images = (build.artifacts ?? []).map(({ external_identifier = '', region = '' }) => ({
      external_identifier,
      region,
    }))
    await client.call('PackerService_UpdateBuild', {
      params: { ...params, build_id: ids.get(component_type) ?? '' },
      body: {
        ...{ status, platform, labels, artifacts: images, ...parent },
        ...(metadata && { metadata }),
        packer_run_uuid: build.packer_run_uuid ?? '',
        source_external_identifier: build.source_external_identifier ?? '',
      },
    })
  }
}

/** The ID that the first parent has at the target. */
async function parentThere(client: Client<Operations>, { parents: [first] }: Replayed) {
  if (first === undefined) return {}
  const { bucket_name = '', fingerprint = '' } = first
  const there = await ifFound(client.call('PackerService_GetVersion', { params: { bucket_name, fingerprint } }))
  return there?.version ? { parent_version_id: there.version.id } : {}
}

/** The version there now, completed if the source's is. A source may have completed one although some builds were never done. */
async function asFarAsThere(
  client: Client<Operations>,
  { version, completion }: Replayed,
): Promise<ListedVersion | null> {
  const { bucket_name = '', fingerprint = '' } = version
  const params = { bucket_name, fingerprint }
  const there = (await client.call('PackerService_GetVersion', { params })).version
  if (completion === null || there === null || isComplete(there)) return there
  return (await client.call('PackerService_UpdateVersion', { params, body: { complete: true } })).version
}

/** Only a complete version has a number to compare; a version that is still being built has ancestry too. */
function tellLosses({ version, parents, completion }: Replayed, there: ListedVersion | null, losses: Losses): void {
  const { bucket_name: bucket = '', fingerprint = '' } = version
  const [number, numberThere] = [`v${completion?.sequence ?? 0}`, there?.name ?? 'none']
  if (completion !== null && number !== numberThere) losses.renumbered(bucket, { here: number, there: numberThere })
  const [first, ...others] = parents
  if (first === undefined) return
  const name = `ancestry of ${bucket}/${fingerprint}`
  if (there?.parents == null)
    losses.note(
      `${name}: the target does not record that it is built from ${first.bucket_name ?? ''}/${first.fingerprint ?? ''}`,
    )
  else if (others.length > 0) losses.note(`${name}: all builds have the first of several parents`)
}
