import { counted } from '../../../counted.ts'
import type { Output } from '../../output/output.ts'
import { printableLine } from '../../output/printable.ts'
import { refused } from '../../client-failure.ts'
import { type Counts, countsText } from './records.ts'
import type { Compared } from './verify.ts'
import type { Brought } from './record-writer/record-writer.ts'

export interface Report {
  /** The names of both registries, for people. */
  readonly source: string
  readonly target: string
  /** What the source has. SBOMs count only if they were read: those of versions that the target has whole are not. */
  readonly counts: Counts
  /** What became of the records that the target did not have. */
  readonly brought: Brought
  /** Null if nothing can be compared, or no comparison was asked for. */
  readonly compared: Compared | null
  /** What the source does not show, or the target cannot store. */
  readonly lacks: readonly string[]
}

/** What no server of the API shows of a registry to any caller. */
export const NOT_SHOWN: readonly string[] = [
  'which build of a version had which of several parents: the oldest builds have one each',
  'whether a scheduled revocation leaves channels alone: it will not',
  'roles, keys, webhooks and the audit log: they belong to the server, not to the registry',
]

const LASTING =
  'No command restores the times and the history of what was changed at the target. If they must match the source, run assay bucket delete BUCKET at the target, then the same command again.'

/** Shows the report, and ends the command (`refused`) if anything was refused or differs. */
export async function showReport(output: Output, report: Report): Promise<void> {
  const { counts, brought, compared, lacks } = report
  const { sboms, ...had } = counts
  const done = Object.entries(brought.counts).map(([outcome, count]) => `${count} ${outcome}`)
  const lines = [
    `${report.source} -> ${report.target}`,
    `The source has ${countsText(had)}. SBOMs read: ${sboms}.`,
    `Records: ${done.join(', ')}.`,
    ...(compared === null ? [] : [comparedText(compared)]),
    ...(lacks.length > 0 ? ['Not copied:', ...lacks.map((lack) => `  - ${lack}`)] : []),
  ]
  await output.changed(report, { sentence: lines[0] ?? '', name: ({ target }) => target })
  for (const line of output.format === 'table' ? lines.slice(1) : []) process.stdout.write(`${printableLine(line)}\n`)
  for (const kept of brought.kept) output.note(`Kept: ${kept}`)
  for (const one of brought.refused) output.note(`Refused: ${one}`)
  for (const difference of compared?.differences ?? []) output.note(`Differs: ${difference}`)
  if (compared !== null && compared.differences.length > 0) output.note(LASTING)
  for (const command of compared?.onlyThere ?? [])
    output.note(`Only at the target. If it was deleted at the source, run: ${command}`)
  const different = compared?.differences.length ?? 0
  if (brought.counts.refused + different > 0)
    throw refused(
      `records refused: ${refusedText(brought)}; differences: ${different}; everything else is there. Fix these, and run the same command again`,
    )
}

/** Equal reasons are listed once, and at most a hundred. */
const refusedText = ({ counts, refused: reasons }: Brought): string =>
  reasons.length < counts.refused
    ? `${counts.refused} (different reasons listed: ${reasons.length})`
    : `${counts.refused}`

const comparedText = ({ things, differences }: Compared): string =>
  `Compared ${counted(things, 'thing')} field by field: ${differences.length === 0 ? 'all are the same' : `differences: ${differences.length}`}.`
