// `assay mirror`: copies the registry of one server to another.
import type { Command } from 'commander'
import type { DeclaredVerb } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { type Format, formatOption, outputAs } from '../../output/output.ts'
import { type End, endCalled, ownEnd, takesRecords } from './ends.ts'
import { knownVersions } from './known-versions.ts'
import type { Pace } from './paced-fetch.ts'
import { type Progress, showProgress } from './progress.ts'
import { readRegistry } from './read-registry/read-registry.ts'
import { type Source, versionsIn } from './read-registry/source.ts'
import { noCounts } from './records.ts'
import { goingOn, numberIn, paceOf, rateOption } from './mirror-options.ts'
import { NOT_SHOWN, type Report, showReport } from './report.ts'
import { compareRegistries } from './verify.ts'
import { importWriter } from './record-writer/import-writer.ts'
import { NOT_REPLAYED, replayWriter } from './record-writer/replay-writer.ts'

interface MirrorOptions {
  readonly bucket?: readonly string[]
  readonly rate: string
  readonly sample: string
  readonly replay?: boolean
  readonly output: Format
}

export const mirrorVerb: DeclaredVerb = {
  kind: 'itself',
  words: '',
  examples: ['assay mirror', 'assay mirror --bucket windows --rate 20 --output json'],
  options: (command) =>
    rateOption(command)
      .option('--bucket <bucket...>', 'only this bucket; repeatable (default: all)')
      .option('--sample <number>', 'compare the SBOMs of this many versions per bucket at the end', '5')
      .option('--replay', 'write as clients of HCP Packer do, also to Assay: without ids, times, authors and history')
      .addOption(formatOption()),
  run: mirror,
}

async function mirror(command: Command, signal: AbortSignal): Promise<void> {
  const options = command.opts<MirrorOptions>()
  const sample = numberIn('--sample', options.sample)
  const output = outputAs(options.output)
  const progress = showProgress()
  const [from, to] = await endsOf(paceOf(options.rate, signal, progress))
  const source: Source = { ...from, lacks: new Set() }
  const target: Source = { ...to, lacks: new Set() }
  const buckets = options.bucket ?? null
  // Whatever failed until here would fail again.
  const isAssay = await takesRecords(to)
  const isWhole = options.replay === true || !isAssay
  const versions = await versionsIn(source, buckets)
  if (isWhole) output.note(warningOf(to, isAssay))
  await goingOn(output, async () => {
    try {
      await progress.begin('mirrored', versions)
      const report = await copy({ source, target, from, to }, { buckets, isWhole, sample, progress })
      progress.stop()
      await showReport(output, report)
    } finally {
      progress.stop()
    }
  })
}

/** Shown before anything is written, because the effect cannot be undone. */
const warningOf = ({ name }: End, isAssay: boolean): string => {
  const lost = `${name} assigns its own ids, times and authors, and its channels have no history`
  return isAssay
    ? `Warning: --replay writes as a client of HCP Packer does: ${lost}. A later mirror without --replay cannot make it the same, unless the buckets are deleted there first`
    : `${name} is not an Assay server, so records are written as a client of HCP Packer does: ${lost}`
}

/** The source and the target, in this order. */
async function endsOf(pace: Pace): Promise<readonly [End, End]> {
  const source = await endCalled('SOURCE', pace)
  const target = await endCalled('TARGET', pace)
  if (source === null && target === null)
    throw usage(
      'no source: set SOURCE_HCP_CLIENT_ID and SOURCE_HCP_CLIENT_SECRET, and SOURCE_HCP_API_ADDRESS if it is not HCP (or TARGET_..., to mirror to another server)',
    )
  const ends = [source ?? (await ownEnd(pace)), target ?? (await ownEnd(pace))] as const
  if (ends[0].name === ends[1].name)
    throw usage(`the source and the target are the same: ${ends[0].name}. Name another one`)
  return ends
}

interface Copying {
  readonly source: Source
  readonly target: Source
  readonly from: End
  readonly to: End
}

interface Wanted {
  readonly buckets: readonly string[] | null
  readonly isWhole: boolean
  readonly sample: number
  readonly progress: Progress
}

async function copy({ source, target, from, to }: Copying, wanted: Wanted): Promise<Report> {
  const { buckets, isWhole, sample, progress } = wanted
  const onVersion = progress.step
  const counts = noCounts()
  const replay = isWhole ? replayWriter(to.client) : null
  const writer = replay ?? importWriter(to.client, from.name)
  // What is replayed never matches the source field by field.
  const known = (bucket: string) =>
    isWhole ? Promise.resolve(new Map<string, never>()) : knownVersions(target, bucket)
  for await (const record of readRegistry(source, { buckets, known, isWhole, counts, onVersion }))
    await writer.write(record)
  await writer.end()
  const compare = async () => {
    await progress.begin('compared', counts.versions)
    return compareRegistries({ source, target }, { buckets, sample, onVersion })
  }
  const compared = isWhole ? null : await compare()
  return {
    source: from.name,
    target: to.name,
    counts,
    brought: writer.brought,
    compared,
    lacks: [...source.lacks, ...(isWhole ? NOT_REPLAYED : NOT_SHOWN), ...(replay?.losses.told() ?? [])],
  }
}
