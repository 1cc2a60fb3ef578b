import { usage } from '../../client-failure.ts'
import { artifactOf, type FoundWork, platformIn, type SaidOfImages } from './found-work.ts'

/** The images given on the command line: each an ID in `--region`, or `region=id`. */
export function saidImages(images: readonly string[], { platform, region, component }: SaidOfImages): FoundWork {
  if (platform === undefined) throw usage('name the platform of the images with --platform: aws, azure, gce, qemu ...')
  const artifacts = images.map((text) => {
    if (region !== undefined && text !== '') return artifactOf(region, text)
    const at = text.indexOf('=')
    if (at < 1 || at === text.length - 1)
      throw usage(`--artifact ${JSON.stringify(text)}: name its region with --region, or write it as REGION=IDENTIFIER`)
    return artifactOf(text.slice(0, at), text.slice(at + 1))
  })
  const known = platformIn(platform)
  const build = { componentType: component ?? known, platform: known, artifacts, labels: {} }
  return { builds: [build], run: null, fingerprint: null }
}
