import { createHash } from 'node:crypto'
import { FINGERPRINT } from '../../../domain/catalog/version/fingerprint.ts'
import { usage } from '../client-failure.ts'
import { isTakenOtherwise } from '../registry/reference.ts'
import type { ReadSbom } from '../registry/sbom/read-sbom.ts'
import { type FoundArtifact, type FoundBuild, fingerprintOfText, type FoundWork } from './found-work/found-work.ts'
import type { Origin } from './origin/origin.ts'
import type { BuildParent } from './parent.ts'

export interface PublishedBuild extends FoundBuild {
  readonly sboms: readonly ReadSbom[]
  /** What the build is built from; null if the user names nothing. */
  readonly parent: BuildParent | null
}

/** One whole version, as it is to be registered. */
export interface Publication {
  readonly bucket: string
  readonly fingerprint: string
  readonly run: string
  readonly builds: readonly PublishedBuild[]
  /** Null if the user asked for none. */
  readonly metadata: Origin | null
  /** As the user gave it, `ubuntu@production`; null if there is none. */
  readonly parent: string | null
}

/** The same images give the same fingerprint, in any order. */
export function contentFingerprint(builds: readonly FoundBuild[]): string {
  const content = builds
    .map(({ componentType, platform, artifacts }) => [componentType, platform, artifacts.map(imageText).toSorted()])
    .toSorted(([one], [two]) => (String(one) < String(two) ? -1 : 1))
  return fingerprintOfText(JSON.stringify(content))
}

export const imageText = ({ region, external_identifier: identifier }: FoundArtifact): string =>
  `${region} ${identifier}`

/** The fingerprint of the version: from the user, else from the source, else the run, else a hash of the images. */
export function fingerprintOf({ fingerprint: known, run, builds }: FoundWork, said: string | undefined): string {
  const fingerprint = said ?? known ?? run ?? contentFingerprint(builds)
  if (!FINGERPRINT.test(fingerprint))
    throw usage(
      `the fingerprint ${JSON.stringify(fingerprint)} is not valid: use 1 to 40 letters, digits, "-", "." and "_", with a letter or digit at both ends. Choose another with --fingerprint`,
    )
  if (isTakenOtherwise(fingerprint))
    throw usage(
      `commands read the fingerprint ${fingerprint} as ${fingerprint === 'latest' ? 'a channel' : 'the number of a version'}. Choose another with --fingerprint`,
    )
  return fingerprint
}

/** The run as a UUID, because Terraform accepts nothing else: if the source has none, derived from the fingerprint (RFC 9562 5.8). */
export function runOf(found: FoundWork, fingerprint: string): string {
  if (found.run !== null) return found.run
  const hex = hexOf(fingerprint)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return parts.join('-')
}

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex')
