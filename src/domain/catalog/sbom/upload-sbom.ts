import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { invalidArgument, shown } from '../../errors.ts'
import { buildFacts, versionSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { type BuildRef, findBuild, findVersion } from '../build/get-build.ts'
import { isComplete, type VersionOutline } from '../version/version.ts'
import { type Sbom, SBOM_NAME, type SbomFormat } from './sbom.ts'
import { LARGEST_WINDOW, LARGEST_WINDOW_LOG, neededToUnpack } from './zstd-window.ts'

export interface SbomUpload extends BuildRef {
  /** Empty: named after the version's fingerprint. */
  readonly name: string
  readonly format: SbomFormat
  /** The document as the client compressed it (zstd). Stored as it is: one that cannot be read must not fail a build. */
  readonly compressed: Uint8Array
}

/** The most SBOMs of a build; Packer's provisioners make one each. */
const BUILD_SBOMS = 128

/** Stores an SBOM of a build that is not done yet; one of the same name is replaced. */
export async function uploadSbom(context: Context, input: SbomUpload): Promise<Sbom> {
  const { name, format, compressed, buildId } = input
  authorize(context, 'sbom.upload', input)
  if (name !== '') requireSbomName(name)
  requireDocument(compressed)
  return changeBucket(context, 'sbom.upload', 'shared', input, async (change, bucket) => {
    const { tx, now } = change
    const version = await findVersion(tx, bucket.id, input.fingerprint)
    const build = await findBuild(tx, version, buildId)
    // HCP requires RUNNING. Here a build that was cancelled meanwhile may still upload, or its image would be lost.
    if (build.status === 'done' || isComplete(version))
      throw invalidArgument('build_id', "This build's status isn't Running, so sboms can not be uploaded")
    const kept = await tx.sboms.list(buildId)
    requireSbomCount(kept, name)
    const sbom = {
      id: change.newId(),
      buildId,
      name: name === '' ? freeName(kept, version) : name,
      format,
      createdAt: now,
    }
    const isNew = !kept.some((other) => other.name === sbom.name)
    await tx.sboms.put(sbom, compressed)
    const facts = { id: sbom.id, name: sbom.name, format }
    const payload = { version: versionSnapshot(version, now), build: buildFacts(build), sbom: facts }
    recordEvent(change, { kind: isNew ? 'sbom.uploaded' : 'sbom.replaced', bucket, payload })
    return sbom
  })
}

export function requireSbomName(name: string): void {
  if (!SBOM_NAME.test(name))
    throw invalidArgument('name', `"${shown(name)}" is not a valid SBOM name: use 3 to 36 letters, digits and hyphens`)
}

/** Refuses an empty document, and one with too large a window: whoever unpacks it needs as much memory. */
export function requireDocument(compressed: Uint8Array): void {
  if (compressed.length === 0) throw invalidArgument('compressed_sbom', 'is required: the zstd-compressed document')
  const { window } = neededToUnpack(compressed)
  if (window > LARGEST_WINDOW)
    throw invalidArgument(
      'compressed_sbom',
      `takes a zstd window of ${window} bytes to be unpacked, and ${LARGEST_WINDOW} are the most: compress it with a smaller one (zstd --long=${LARGEST_WINDOW_LOG})`,
    )
}

/** Refuses one more SBOM, unless it replaces one of the same name, when the build already has the most. */
export function requireSbomCount(kept: readonly Sbom[], name: string): void {
  if (kept.length >= BUILD_SBOMS && !kept.some((sbom) => sbom.name === name))
    throw invalidArgument('name', `is one too many: a build may have ${BUILD_SBOMS} SBOMs, and this one has them`)
}

function freeName(kept: readonly Sbom[], { fingerprint }: VersionOutline): string {
  const taken = new Set(kept.map(({ name }) => name))
  let name = fingerprint
  for (let suffix = 2; taken.has(name); suffix++) name = `${fingerprint}-${suffix}`
  return name
}
