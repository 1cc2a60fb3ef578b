import type { Load } from '../load/load.ts'
import type { Plan } from '../plan.ts'
import { atLeast, atMost, type Figure, loopFigure } from '../report/report.ts'
import {
  HONEST_CONNECTIONS,
  measureStrangers,
  quietSecondsOf,
  type Raided,
  raidSecondsOf,
  STRANGERS,
} from './measure-strangers.ts'

const LEAST_PART = 0.5
const SLOWEST_MS = 100
const MOST_MB = 400

export async function strangersFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  console.log(
    `\n${HONEST_CONNECTIONS} connections of honest clients that read a bucket over TLS, for ${quietSecondsOf(plan)} s alone ` +
      `and for ${raidSecondsOf(plan)} s beside ${STRANGERS} strangers, SQLite`,
  )
  const raided = await measureStrangers(plan, load, directory)
  for (const each of raided) print(each)
  return raided.flatMap(figuresOf)
}

function print({ assault, quiet, beside, answers }: Raided): void {
  const told = Object.entries(answers).map(([status, count]) => `${status}: ${count}`)
  console.log(
    `  ${assault}: ${Math.round(quiet.perSecond)} and ${Math.round(beside.perSecond)} a second, 99th percentile ` +
      `${quiet.p99Milliseconds.toFixed(0)} and ${beside.p99Milliseconds.toFixed(0)} ms; strangers got ${told.join(', ')}`,
  )
}

const figuresOf = ({
  assault,
  quiet,
  beside,
  peakMegabytes,
  isSameProcess,
  longestStand,
}: Raided): readonly Figure[] => [
  atLeast(`${assault}: honest reads, to before`, beside.perSecond / quiet.perSecond, LEAST_PART, 2, ''),
  atMost(`${assault}: 99th percentile`, beside.p99Milliseconds, SLOWEST_MS, ' ms'),
  ...(peakMegabytes === null ? [] : [atMost(`${assault}: memory at most`, peakMegabytes, MOST_MB, ' MB')]),
  ...loopFigure(assault, longestStand),
  { measure: `${assault}: the same process`, figure: isSameProcess ? 'yes' : 'no', target: 'yes', met: isSameProcess },
]
