// Random histories. Most moves aim at something that exists when the move is made, whatever its names say, because random
// names alone would mostly hit nothing.
import fc from 'fast-check'
import type { BuildStatus } from '../../src/domain/catalog/build/build.ts'
import type { ModelRegistry } from './lifecycle-rules.ts'
import {
  type Ancestor,
  type ChannelRef,
  DAY,
  HOUR,
  type Ref,
  type Server,
  SERVERS,
  type Step,
} from './lifecycle-steps.ts'

export interface Move {
  readonly server: Server
  readonly step: Step
  /** Selects one of the existing things that fit, for each thing that the step names; null keeps the step's own names. */
  readonly aim: readonly [first: number, second: number, third: number] | null
}

const server = fc.constantFrom<Server>(...SERVERS)
const bucket = fc.constantFrom('base', 'middle', 'leaf')
const fingerprint = fc.constantFrom('a', 'b', 'c')
const component = fc.constantFrom('one', 'two')
const run = fc.constantFrom('first', 'second')
const userChannel = fc.constantFrom('prod', 'test')
const anyChannel = fc.constantFrom('prod', 'test', 'latest')
const status = fc.constantFrom<BuildStatus>('unset', 'running', 'done', 'failed', 'cancelled')
const statusOrNone: fc.Arbitrary<BuildStatus | null> = fc.option(status)

const record = <Fields extends object>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) =>
  fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<Fields>
const does = <const Name extends Step['do']>(name: Name) => fc.constant(name)
const oneIn = (odds: number) => fc.nat(odds - 1).map((drawn) => drawn === 0)

const ref = { bucket, fingerprint }
const nowhere = fc.constantFrom<Ref & ChannelRef>({ bucket: 'nowhere', fingerprint: 'never', channel: 'never' })
const ancestor = {
  parent: fc.oneof({ weight: 6, arbitrary: record<Ref>(ref) }, fc.constant(null), nowhere),
  through: fc.oneof(
    { weight: 3, arbitrary: record<ChannelRef>({ bucket, channel: anyChannel }) },
    fc.constant(null),
    nowhere,
  ),
}
const nothing: Ancestor = { parent: null, through: null }
const aim = fc.option(fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)), { freq: 8 })

const moveOf = (step: fc.Arbitrary<Step>): fc.Arbitrary<readonly Move[]> =>
  fc.tuple(server, step, aim).map(([server, step, aim]) => [{ server, step, aim }])

/** What `packer build` does, with one source or two: the usual way to a complete version. */
const image: fc.Arbitrary<readonly Move[]> = fc
  .tuple(record<Ref>(ref), record<Ancestor>(ancestor), fc.option(record<Ancestor>(ancestor)), aim, aim, server)
  .map(([at, first, second, oneAim, otherAim, server]): readonly Move[] => {
    const one = { component: 'one', ...at }
    const begin: readonly Step[] = [
      { do: 'create-bucket', bucket: at.bucket },
      { do: 'create-version', ...at },
      { do: 'create-build', status: 'running', ...one, ...nothing },
    ]
    const other: Step | null = second && { do: 'create-build', component: 'two', status: 'done', ...at, ...second }
    const end: Step = { do: 'update-build', status: 'done', run: 'first', ...one, ...first }
    return [
      ...begin.map((step) => ({ server, step, aim: null })),
      ...(other ? [{ server, step: other, aim: otherAim && ([-1, otherAim[1], otherAim[2]] as const) }] : []),
      { server, step: end, aim: oneAim && ([-1, oneAim[1], oneAim[2]] as const) },
    ]
  })

const assign = moveOf(
  record({ do: does('assign'), bucket, channel: anyChannel, fingerprint: fc.constantFrom('a', 'b', 'c', '') }),
)
const createChannel = moveOf(
  record({
    do: does('create-channel'),
    bucket,
    channel: userChannel,
    fingerprint: fc.constantFrom('a', 'b', ''),
    restricted: fc.boolean(),
  }),
)
const revoke = moveOf(
  record({
    do: does('revoke'),
    ...ref,
    when: fc.constantFrom<number | 'deadline'>(0, -DAY, 2000, HOUR, 2 * DAY, 'deadline'),
    skipDescendants: oneIn(4),
    rollBack: oneIn(4).map((stays) => !stays),
  }),
)
const passing = moveOf(
  record({ do: does('wait'), milliseconds: fc.constantFrom(1, 4000, 60_000, 11 * 60_000, HOUR, DAY, 3 * DAY) }),
)
const jobs = moveOf(record({ do: does('do-jobs') }))
/** In most cases the jobs run as soon as time has passed. */
const wait = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(passing, jobs).map((both) => both.flat()) },
  { weight: 1, arbitrary: passing },
  { weight: 1, arbitrary: jobs },
)
/** Clocks differ by seconds; now and then one is wrong by an hour. */
const clocks = moveOf(
  record({ do: does('set-clock'), ahead: fc.constantFrom(-5000, -3000, -1, 0, 0, 1, 3000, 5000, -HOUR, HOUR) }),
)

type Weighed = readonly (readonly [weight: number, moves: fc.Arbitrary<readonly Move[]>])[]

const beginnings: Weighed = [
  [5, image],
  [1, createChannel],
  [2, assign],
  [1, clocks],
]
const anything: Weighed = [
  [5, image],
  [8, revoke],
  [6, wait],
  [5, moveOf(record({ do: does('restore'), ...ref }))],
  [5, assign],
  [2, createChannel],
  [3, clocks],
  [2, moveOf(record({ do: does('restrict'), bucket, channel: anyChannel, restricted: fc.boolean() }))],
  [2, moveOf(record({ do: does('copy'), bucket, from: anyChannel, to: anyChannel }))],
  [1, moveOf(record({ do: does('delete-channel'), bucket, channel: anyChannel }))],
  [3, moveOf(record({ do: does('delete-version'), ...ref, rollBack: fc.boolean() }))],
  [1, moveOf(record({ do: does('delete-bucket'), bucket }))],
  [1, moveOf(record({ do: does('create-version'), ...ref }))],
  [2, moveOf(record({ do: does('create-build'), component, status, ...ref, ...ancestor }))],
  [6, moveOf(record({ do: does('update-build'), component, status: statusOrNone, run, ...ref, ...ancestor }))],
  [1, moveOf(record({ do: does('delete-build'), component, ...ref }))],
  [1, moveOf(record({ do: does('complete'), ...ref }))],
]

const some = (among: Weighed, minLength: number, maxLength: number) =>
  fc.array(fc.oneof(...among.map(([weight, arbitrary]) => ({ weight, arbitrary }))), {
    minLength,
    maxLength,
    size: 'max',
  })

/** First a few images and channels for later moves to act on, then moves of any kind. */
export const histories: fc.Arbitrary<readonly Move[]> = fc
  .tuple(some(beginnings, 0, 12), some(anything, 0, 24))
  .map(([first, then]) => [...first, ...then].flat())

/** The step, with its names replaced by those of existing things where any fit. */
export function aimed({ step, aim }: Move, model: ModelRegistry): Step {
  if (aim === null) return step
  const [first, second, third] = aim
  const versions = [...model.buckets.values()].flatMap((bucket) => [...bucket.versions.values()])
  const complete = versions.filter(({ number }) => number !== null)
  const channels = [...model.buckets.values()].flatMap((bucket) =>
    [...bucket.channels.values()].map((channel) => ({ bucket, channel })),
  )
  const versionOf = (among: typeof versions, nth: number): Ref | null => {
    const version = nth < 0 ? undefined : among[nth % among.length]
    return version ? { bucket: version.bucket.name, fingerprint: version.fingerprint } : null
  }
  switch (step.do) {
    case 'revoke':
    case 'delete-version':
      return { ...step, ...versionOf(complete, first) }
    case 'restore':
      return {
        ...step,
        ...versionOf(
          versions.filter((version) => version.counting() !== null),
          first,
        ),
      }
    case 'create-build':
    case 'update-build':
    case 'delete-build': {
      const target = {
        ...step,
        ...versionOf(
          versions.filter(({ number }) => number === null),
          first,
        ),
      }
      if (target.do === 'delete-build') return target
      const parent = target.parent && (versionOf(complete, second) ?? target.parent)
      const near = channels.filter(({ bucket }) => bucket.name === parent?.bucket)
      const found = near[third % near.length]
      const through =
        target.through && (found ? { bucket: found.bucket.name, channel: found.channel.name } : target.through)
      return { ...target, parent, through }
    }
    case 'restrict': {
      const found = channels[first % channels.length]
      return found ? { ...step, bucket: found.bucket.name, channel: found.channel.name } : step
    }
    case 'assign':
    case 'delete-channel': {
      const users = channels.filter(({ bucket, channel }) => channel !== bucket.latest)
      const found = users[first % users.length]
      if (!found) return step
      const target = { ...step, bucket: found.bucket.name, channel: found.channel.name }
      if (target.do === 'delete-channel' || target.fingerprint === '') return target
      const inBucket = complete.filter(({ bucket }) => bucket === found.bucket)
      return { ...target, ...versionOf(inBucket, second) }
    }
    case 'create-channel': {
      const found = versionOf(complete, first)
      return step.fingerprint === '' || !found ? step : { ...step, ...found }
    }
    case 'create-bucket':
    case 'delete-bucket':
    case 'create-version':
    case 'complete':
    case 'copy':
    case 'wait':
    case 'set-clock':
    case 'do-jobs':
      return step
  }
}
