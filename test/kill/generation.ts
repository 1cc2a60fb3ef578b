// One generation of kills: a fresh database, on which busy writers are interrupted, and another, on which a base image is
// revoked and restored with all its descendants.
import type { TestDatabase } from '../support/databases.ts'
import { killServer, type Tally } from './kill-server.ts'
import { busyLife, familyActs, familyLife } from './lives.ts'
import type { Ending } from './mortal-server.ts'
import { randomFrom } from './random.ts'
import { writerOf } from './writer.ts'

export interface Generation {
  readonly database: TestDatabase
  /** Determines the acts and, as far as possible, when they are interrupted. */
  readonly seed: number
  readonly busyKills: number
  readonly familyKills: number
  readonly descendants: number
}

const WRITERS = 8
const BEFORE_THE_FIRST = 40

export async function killGeneration(generation: Generation, ending: Ending): Promise<readonly Tally[]> {
  const { database, seed, busyKills, familyKills, descendants } = generation
  const names = Array.from({ length: WRITERS }, (_, nth) => `w${nth}`)
  const busy = await killServer(
    {
      database,
      times: busyKills,
      random: randomFrom(seed),
      writers: names.map((name, nth) => writerOf(name, busyLife(name, randomFrom(seed + nth + 1)))),
      calm: BEFORE_THE_FIRST,
    },
    ending,
  )
  const random = randomFrom(seed + WRITERS + 1)
  const family = await killServer(
    {
      database,
      times: familyKills,
      random: randomFrom(seed),
      writers: [writerOf('w0', familyLife('w0', random, descendants))],
      calm: familyActs(descendants),
    },
    ending,
  )
  return [busy, family]
}

/** The sum of all tallies. */
export function total(tallies: readonly Tally[]): Tally {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((all, tally) => all + of(tally), 0)
  const ways = new Set(tallies.flatMap(({ kills }) => Object.keys(kills)))
  return {
    kills: Object.fromEntries([...ways].map((way) => [way, sum(({ kills }) => kills[way] ?? 0)])),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    unansweredDone: sum(({ unansweredDone }) => unansweredDone),
    unansweredAbsent: sum(({ unansweredAbsent }) => unansweredAbsent),
  }
}

/** A summary in one line. */
export function told({ kills, acknowledged, unansweredDone, unansweredAbsent }: Tally): string {
  const ways = Object.entries(kills).map(([way, times]) => `${times} ${way}`)
  const count = Object.values(kills).reduce((all, times) => all + times, 0)
  return (
    `${count} kills (${ways.join(', ')}): ${acknowledged} writes were acknowledged, and all are there; ` +
    `of ${unansweredDone + unansweredAbsent} that were not, ${unansweredDone} are there whole and ${unansweredAbsent} not at all`
  )
}
