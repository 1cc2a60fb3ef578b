// The options on the benchmark's command line.
import { parseArgs } from 'node:util'

export interface Plan {
  /** How often the contenders take turns. */
  readonly rounds: number
  /** The length of each turn, after a warm-up. */
  readonly seconds: number
  /** The number of versions in the larger bucket. */
  readonly versions: number
  readonly measures: readonly string[]
  /** Where the servers leave processor profiles; null for none, because profiling slows them down. */
  readonly profileDirectory: string | null
}

export const READ_CONNECTIONS = 16
export const BUILDS_AT_ONCE = 8
export const WARM_UP_SECONDS = 1.5

export function readPlan(): Plan {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      versions: { type: 'string', default: '100000' },
      measures: {
        type: 'string',
        default: 'reads,questions,logging,builds,postgres,telling,revocation,growth,strangers,pages,command',
      },
      profile: { type: 'string' },
    },
  })
  return {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    versions: Number(values.versions),
    measures: values.measures.split(','),
    profileDirectory: values.profile ?? null,
  }
}

/** Flags for the servers that are measured. */
export const nodeFlagsOf = ({ profileDirectory }: Plan): readonly string[] =>
  profileDirectory === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`]
