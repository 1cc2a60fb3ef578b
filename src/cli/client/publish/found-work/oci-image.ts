import { createHash } from 'node:crypto'
import { usage } from '../../client-failure.ts'
import {
  artifactOf,
  type Fields,
  fieldsIn,
  type FoundBuild,
  type FoundWork,
  isObject,
  listIn,
  objectIn,
  platformIn,
  type SaidOfImages,
  textIn,
  textOf,
} from './found-work.ts'

export interface SaidOciImage {
  /** `registry.example/team/app@sha256:...`; with an index the digest may be left out. */
  readonly reference: string
  /** The file with the index, byte for byte as the registry has it. */
  readonly index?: string
}

interface Name {
  readonly host: string
  /** Without tag and digest. */
  readonly name: string
  readonly digest: string | null
}

const DIGEST = /^sha256:[0-9a-f]{64}$/
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i
/** The names that registries accept (OCI distribution 1.1, "Pulling manifests"), after a host and optional port. */
const NAME = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/
const WHAT = 'the index'

/** An image in a container registry: one build. With an index: one build for the index, and one for each platform in it. */
export async function ociImage({ reference, index }: SaidOciImage, said: SaidOfImages): Promise<FoundWork> {
  const name = nameIn(reference)
  if (index === undefined) {
    if (name.digest === null)
      throw usage(
        `--oci ${reference}: a tag can move. Use the digest, ${name.name}@sha256:..., which docker buildx imagetools inspect ${reference} shows`,
      )
    return workOf(name.digest, [buildOf(name, { digest: name.digest, suffix: '', labels: {} }, said)])
  }
  const text = await textOf({ file: index, what: WHAT })
  const digest = digestOf(text, index, name)
  const inIndex = platformsIn(objectIn(text, { file: index, what: WHAT }), index)
  const all = [{ digest, suffix: '', labels: {} }, ...inIndex]
  return workOf(
    digest,
    all.map((each) => buildOf(name, each, said)),
  )
}

const workOf = (digest: string, builds: readonly FoundBuild[]): FoundWork => ({
  builds,
  run: null,
  fingerprint: digest.slice('sha256:'.length).slice(0, 40),
})

function nameIn(reference: string): Name {
  const [scheme] = SCHEME.exec(reference) ?? []
  if (scheme !== undefined)
    throw usage(`--oci ${reference} starts with ${scheme}: use --oci ${reference.slice(scheme.length)}`)
  const [said = '', digest = null, ...more] = reference.split('@')
  const name = said.replace(/:[^:/]*$/, '')
  const host = name.slice(0, Math.max(name.indexOf('/'), 0))
  if (more.length > 0 || (digest !== null && !DIGEST.test(digest)))
    throw usage(`--oci ${reference} has no digest, "sha256:" and 64 hex digits, after its "@"`)
  if (!/[.:]|^localhost$/.test(host))
    throw usage(`--oci ${reference} names no registry: use its full name, as in docker.io/library/${reference}`)
  if (!NAME.test(host.toLowerCase() + name.slice(host.length)))
    throw usage(
      `--oci ${reference}: ${JSON.stringify(name)} is not an image name, REGISTRY/NAME in lowercase letters, digits, ".", "_", "-" and "/"`,
    )
  return { host, name, digest }
}

/** An index is identified by the hash of its bytes. Some programs append a newline when they print it. */
function digestOf(text: string, file: string, { name, digest }: Name): string {
  const [asItIs = '', ...others] = [text, text.replace(/\r?\n$/, '')].map(
    (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  )
  if (digest === null) return asItIs
  if ([asItIs, ...others].includes(digest)) return digest
  throw usage(
    `the index ${file} has the digest ${asItIs}, not ${digest}: write it again, byte for byte, with docker buildx imagetools inspect --raw ${name}@${digest}`,
  )
}

interface Listed {
  readonly digest: string
  /** `.linux-arm64-v8`, appended to the name of the build; empty for the index itself. */
  readonly suffix: string
  readonly labels: Readonly<Record<string, string>>
}

function platformsIn(index: Fields, file: string): readonly Listed[] {
  if (!Array.isArray(index['manifests']))
    throw usage(
      isObject(index['config'])
        ? `${file} is the manifest of one image, not an index: omit --oci-index`
        : `${file} has no manifests: is it the index of an image?`,
    )
  const listed = listIn(index['manifests']).flatMap((value, at) => {
    const { digest, platform } = fieldsIn(value)
    const { os, architecture, variant } = fieldsIn(platform)
    if (typeof digest !== 'string' || !DIGEST.test(digest)) throw usage(`manifests[${at}] of ${file} has no digest`)
    const parts = [textIn(os), textIn(architecture), textIn(variant)].filter((part) => part !== '')
    // Builders list what they add about an image next to it, for no platform.
    if (parts.length < 2 || os === 'unknown') return []
    return [{ digest, suffix: `.${parts.join('-')}`, labels: { os: textIn(os), architecture: textIn(architecture) } }]
  })
  if (listed.length === 0)
    throw usage(
      `${file} lists no image of a platform: if it is the index.json of an OCI layout, name the file in blobs/sha256 that it lists`,
    )
  const twice = listed.find(({ suffix }, at) => listed.findIndex((other) => other.suffix === suffix) !== at)
  if (twice !== undefined) throw usage(`${file} lists ${twice.suffix.slice(1)} twice: publish each with --oci alone`)
  return listed
}

function buildOf({ host, name }: Name, { digest, suffix, labels }: Listed, said: SaidOfImages): FoundBuild {
  return {
    componentType: `${said.component ?? 'oci'}${suffix}`,
    platform: said.platform === undefined ? 'docker' : platformIn(said.platform),
    artifacts: [artifactOf(said.region ?? host, `${name}@${digest}`)],
    labels,
  }
}
