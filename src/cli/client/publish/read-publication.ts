import { processVariables } from '../../../config/config.ts'
import type { ClientContext } from '../client-command.ts'
import { usage } from '../client-failure.ts'
import { labelsIn } from '../registry/labels-in.ts'
import type { FoundWork, SaidOfImages } from './found-work/found-work.ts'
import { imageBuilderImage } from './found-work/image-builder.ts'
import { ociImage } from './found-work/oci-image.ts'
import { osbuildCompose } from './found-work/osbuild-compose.ts'
import { packerManifest } from './found-work/packer-manifest.ts'
import { saidImages } from './found-work/said-images.ts'
import { originOf } from './origin/origin.ts'
import { parentOf } from './parent.ts'
import { fingerprintOf, type Publication, runOf } from './publication.ts'
import { requireLengthsOfBuilds } from './require-lengths-of-builds.ts'
import { sbomsFor } from './sboms-for.ts'

/** The source of the images: exactly one of these. */
interface SaidSource {
  readonly manifest?: string
  readonly osbuild?: readonly string[]
  readonly imageBuilder?: string
  readonly oci?: string
  readonly artifact?: readonly string[]
}

export interface SaidOfPublication extends SaidSource, SaidOfImages {
  readonly bucket: string
  readonly ociIndex?: string
  readonly fingerprint?: string
  readonly parent?: string
  readonly label?: readonly string[]
  readonly sbom?: readonly string[]
  /** A folder, or true for this one. */
  readonly git?: string | true
  readonly ci?: boolean
}

/** Reads and checks everything on the command line, before any of it is published. */
export async function readPublication(context: ClientContext, said: SaidOfPublication): Promise<Publication> {
  const { bucket, label = [], sbom = [], fingerprint: saidFingerprint, git, ci = false } = said
  const found = eachImageOnce(await foundWork(said))
  requireRegion(found, said)
  requireLengthsOfBuilds(found.builds, context.server.apiUrl)
  const fingerprint = fingerprintOf(found, saidFingerprint)
  const labels = labelsIn(label)
  const sboms = await sbomsFor(found.builds, sbom)
  const folder = git === true ? '.' : (git ?? null)
  const metadata = await originOf({ git: folder, ci, variables: processVariables(), signal: context.signal })
  const parent = said.parent === undefined ? () => null : await parentOf(context, said.parent)
  const builds = found.builds.map((build) => ({
    ...build,
    labels: { ...build.labels, ...labels },
    sboms: sboms.get(build.componentType) ?? [],
    parent: parent(build.platform),
  }))
  return { bucket, fingerprint, run: runOf(found, fingerprint), builds, metadata, parent: said.parent ?? null }
}

/** Removes repeated images: of an image that a build has twice, a lookup by region can choose neither. */
const eachImageOnce = (found: FoundWork): FoundWork => ({
  ...found,
  builds: found.builds.map((build) => ({
    ...build,
    artifacts: [...new Map(build.artifacts.map((image) => [JSON.stringify(image), image])).values()],
  })),
})

const flags = {
  manifest: '--manifest',
  osbuild: '--osbuild',
  imageBuilder: '--image-builder',
  oci: '--oci',
  artifact: '--artifact',
} as const satisfies Record<keyof SaidSource, string>

/** Throws for a region that no image has: sources that name regions themselves ignore the option. */
function requireRegion({ builds }: FoundWork, { region }: SaidOfImages): void {
  const regions = new Set(builds.flatMap(({ artifacts }) => artifacts.map((image) => image.region)))
  if (region !== undefined && !regions.has(region))
    throw usage(
      `--region ${region}: the file names the regions of its images, ${[...regions].join(', ')}. Omit --region`,
    )
}

/** Throws for an empty option, which an unset variable in a script produces. */
function requireWords(said: SaidOfImages): void {
  for (const name of ['platform', 'region', 'component'] as const)
    if (said[name]?.trim() === '') throw usage(`--${name} is empty: give it a value, or omit it`)
}

function foundWork(said: SaidOfPublication): Promise<FoundWork> | FoundWork {
  const { manifest, osbuild, imageBuilder, oci, ociIndex, artifact } = said
  requireWords(said)
  const named = Object.entries(flags).filter(([name]) => said[name as keyof SaidSource] !== undefined)
  if (named.length !== 1) throw usage(`name what to publish with one of ${Object.values(flags).join(', ')}`)
  if (ociIndex !== undefined && oci === undefined) throw usage('--oci-index needs --oci, which names the image')
  if (said.component !== undefined && oci === undefined && artifact === undefined)
    throw usage('--component needs --artifact or --oci: the file names its builds itself. Omit --component')
  if (manifest !== undefined) return packerManifest(manifest, said)
  if (osbuild !== undefined) return osbuildCompose(osbuild, said)
  if (imageBuilder !== undefined) return imageBuilderImage(imageBuilder, said)
  if (oci !== undefined) return ociImage({ reference: oci, ...(ociIndex !== undefined && { index: ociIndex }) }, said)
  return saidImages(artifact ?? [], said)
}
