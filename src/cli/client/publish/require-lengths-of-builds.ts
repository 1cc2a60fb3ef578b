import { DomainError, shown } from '../../../domain/errors.ts'
import { requireLengths } from '../../../domain/catalog/build/merge-build.ts'
import { usage } from '../client-failure.ts'
import type { FoundBuild } from './found-work/found-work.ts'

/** Throws `ClientFailure` for a build of which a registry would refuse a text as too long, or that it has too many images, once a version was made for it. */
export function requireLengthsOfBuilds(builds: readonly FoundBuild[]): void {
  for (const { componentType, platform, artifacts } of builds)
    try {
      const images = artifacts.map(({ region, external_identifier: externalIdentifier }) => ({
        region,
        externalIdentifier,
      }))
      requireLengths({ componentType, platform, artifacts: images })
    } catch (error) {
      if (error instanceof DomainError)
        throw usage(`no registry takes the build ${JSON.stringify(shown(componentType))}: ${error.message}`)
      throw error
    }
}
