// The sequence of a writer's acts: endless, and the same for the same seed. Nobody else changes its buckets, so that their
// contents follow from what the writer did.
import {
  type Act,
  assignChannel,
  completeVersion,
  createBucket,
  createBuild,
  createChannel,
  createVersion,
  deleteBucket,
  deleteBuild,
  deleteChannel,
  deleteVersion,
  describeBucket,
  finishBuild,
  type Origin,
  reportBuild,
  restoreVersion,
  restrictChannel,
  revokeVersion,
  uploadSbom,
  type VersionRef,
} from './acts.ts'
import { below, oneOf, type Random } from './random.ts'

export type Life = Generator<Act, never>

const CHANNELS = ['production', 'test'] as const

/** A base image and what is built from it: built, promoted, revoked, restored and deleted at random. */
export function* busyLife(writer: string, random: Random): Life {
  for (let nth = 0; ; nth += 1) {
    const base = `${writer}-${nth}-base`
    const leaf = `${writer}-${nth}-leaf`
    const known: VersionRef[] = []
    let images = 0
    const image = function* (bucket: string, origin: Origin | null): Generator<Act> {
      const version = { bucket, fingerprint: `${writer}-${nth}-${(images += 1)}` }
      known.push(version)
      yield* buildImage(version, origin, random)
    }
    const origin = (): Origin | null => {
      const parents = known.filter(({ bucket }) => bucket === base)
      const parent = parents[below(random, parents.length)]
      return parent === undefined ? null : { ...parent, channel: oneOf(random, ['latest', ...CHANNELS]) }
    }
    const anyVersion = () => known[below(random, known.length)] ?? { bucket: base, fingerprint: 'never' }
    yield createBucket(base)
    yield createBucket(leaf)
    yield* image(base, null)
    for (let turns = 8 + below(random, 25); turns > 0; turns -= 1) {
      const draw = random()
      if (draw < 0.2) yield* image(base, null)
      else if (draw < 0.4) yield* image(leaf, origin())
      else yield smallAct(anyVersion(), random)
    }
    if (random() < 0.7) yield deleteBucket(oneOf(random, [base, leaf]))
  }
}

function* buildImage(version: VersionRef, origin: Origin | null, random: Random): Generator<Act> {
  yield createVersion(version)
  const components = random() < 0.3 ? ['one', 'two'] : ['one']
  for (const component of components) yield createBuild({ ...version, component }, origin)
  for (const component of components) {
    const build = { ...version, component }
    if (random() < 0.2) yield reportBuild(build, oneOf(random, ['RUNNING', 'FAILED', 'CANCELLED']))
    if (random() < 0.3) yield uploadSbom(build)
    if (random() < 0.05) yield deleteBuild(build)
    yield finishBuild(build)
  }
  if (random() < 0.3) yield completeVersion(version)
}

function smallAct(version: VersionRef, random: Random): Act {
  const { bucket, fingerprint } = version
  const channel = oneOf(random, CHANNELS)
  const draw = random()
  if (draw < 0.15) return createChannel(bucket, channel)
  if (draw < 0.4) return assignChannel(bucket, channel, random() < 0.9 ? fingerprint : null)
  if (draw < 0.45) return restrictChannel(bucket, channel, random() < 0.5)
  if (draw < 0.5) return deleteChannel(bucket, channel)
  if (draw < 0.55) return describeBucket(bucket, fingerprint)
  if (draw < 0.62) return deleteVersion(version)
  if (draw < 0.8) return restoreVersion(version)
  return revokeVersion(version, {
    // A month ahead, so that no job acts on it before the end.
    revoke_in: random() < 0.7 ? '0s' : '30d',
    skip_descendants_revocation: random() < 0.2,
    disable_rollback_channels: random() < 0.2,
  })
}

/** A base image with that many descendants, in four generations, which are revoked and restored with it over and over. */
export function* familyLife(writer: string, random: Random, descendants: number): Life {
  const buckets = Array.from({ length: 5 }, (_, generation) => `${writer}-generation-${generation}`)
  const known: VersionRef[] = []
  for (const bucket of buckets) {
    yield createBucket(bucket)
    yield createChannel(bucket, 'production')
  }
  for (let nth = 0; nth <= descendants; nth += 1) {
    const generation = Math.ceil((nth / descendants) * 4)
    const version = { bucket: buckets[generation] ?? '', fingerprint: `${writer}-${nth}` }
    const above = known.filter(({ bucket }) => bucket === buckets[generation - 1])
    const parent = above[below(random, above.length)]
    yield createVersion(version)
    yield createBuild({ ...version, component: 'one' }, parent === undefined ? null : { ...parent, channel: 'latest' })
    yield finishBuild({ ...version, component: 'one' })
    known.push(version)
    if (random() < 0.3) yield assignChannel(version.bucket, 'production', version.fingerprint)
  }
  const base = known[0] ?? { bucket: '', fingerprint: '' }
  for (;;) {
    yield revokeVersion(base, { revoke_in: '0s' })
    yield restoreVersion(base)
  }
}

/** The most acts of `familyLife` before the first revocation. */
export const familyActs = (descendants: number): number => 10 + (descendants + 1) * 4
