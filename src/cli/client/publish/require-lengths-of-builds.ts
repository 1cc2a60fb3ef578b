import { isHcp } from '../../../client/environment.ts'
import { limitedTexts, MOST_ARTIFACTS } from '../../../domain/catalog/build/build-lengths.ts'
import { shown } from '../../../domain/errors.ts'
import { usage } from '../client-failure.ts'
import type { FoundBuild } from './found-work/found-work.ts'

/**
 * Throws `ClientFailure` for a build with a text that is too long, or with too many images. Assay would refuse it only after a version was
 * made for it. HCP has limits of its own and reports them.
 */
export function requireLengthsOfBuilds(builds: readonly FoundBuild[], apiUrl: string): void {
  if (isHcp(apiUrl)) return
  for (const { componentType, platform, artifacts } of builds) {
    const refuse = (why: string) => {
      throw usage(`Assay does not accept the build ${JSON.stringify(shown(componentType))}: ${why}`)
    }
    if (artifacts.length > MOST_ARTIFACTS)
      refuse(`artifacts: has ${artifacts.length} artifacts, and a build may have ${MOST_ARTIFACTS}`)
    const images = artifacts.map(({ region, external_identifier }) => ({
      region,
      externalIdentifier: external_identifier,
    }))
    for (const { field, text, limit } of limitedTexts({ componentType, platform, artifacts: images }))
      if (Buffer.byteLength(text) > limit) refuse(`${field}: must be at most ${limit} bytes long`)
  }
}
