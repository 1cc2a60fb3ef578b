// The lines that are printed during a run, and the table at the end.
import { LOOP_BOUND_MS } from '../load/loop-watch.ts'
import type { Turn } from '../load/turn.ts'
import { median } from './median.ts'

export interface Figure {
  readonly measure: string
  readonly figure: string
  readonly target: string
  /** Null when there was nothing to meet, or nothing to measure. */
  readonly met: boolean | null
}

export function printConditions(conditions: Readonly<Record<string, string>>): void {
  const width = Math.max(...Object.keys(conditions).map((name) => name.length))
  for (const [name, value] of Object.entries(conditions)) console.log(`${name.padEnd(width)}  ${value}`)
}

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map(({ measure, figure, target, met }) => [measure, figure, target, verdict(met)])
  const all = [['MEASURE', 'FIGURE', 'TARGET', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  for (const row of all) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}

const verdict = (met: boolean | null): string => (met === null ? '-' : met ? 'met' : 'NOT MET')

/** Medians over the turns, and whether the server or the generator set the pace. */
export function printTurns(name: string, turns: readonly Turn[]): void {
  const over = (figure: (turn: Turn) => number | null) => {
    const known = turns.map(figure).filter((value) => value !== null)
    return known.length === 0 ? Number.NaN : median(known)
  }
  const rates = turns.map(({ perSecond }) => Math.round(perSecond)).join(', ')
  const middle = over(({ medianMilliseconds }) => medianMilliseconds).toFixed(2)
  const slow = over(({ p99Milliseconds }) => p99Milliseconds).toFixed(2)
  const cost = Math.round(over(({ serverMicroseconds }) => serverMicroseconds))
  const server = percent(over(({ serverLoad }) => serverLoad))
  const generator = percent(over(({ generatorLoad }) => generatorLoad))
  console.log(
    `${name}: ${Math.round(over(({ perSecond }) => perSecond))} a second (${rates}), median ${middle} ms, 99th percentile ${slow} ms\n` +
      `  the server used ${cost} µs of processor time for each and ${server} of a core, the generator ${generator}`,
  )
}

const percent = (part: number): string => `${Math.round(part * 100)} %`

/** The median of the rounds' ratios: the contenders of one round met the same conditions. */
export const ratioOf = (turns: readonly Turn[], to: readonly Turn[]): number =>
  median(turns.map(({ perSecond }, round) => perSecond / (to[round]?.perSecond ?? Number.NaN)))

/** The ratio of the rates, each summed over its turns: steadier than a median where there are many turns. */
export const ratioOfSums = (turns: readonly Turn[], to: readonly Turn[]): number => sumOf(turns) / sumOf(to)

const sumOf = (turns: readonly Turn[]): number => turns.reduce((sum, { perSecond }) => sum + perSecond, 0)

export const atLeast = (measure: string, value: number, target: number, digits: number, unit: string): Figure => ({
  measure,
  figure: `${value.toFixed(digits)}${unit}`,
  target: `>= ${target}${unit}`,
  met: value >= target,
})

export const atMost = (measure: string, value: number, target: number, unit: string): Figure => ({
  measure,
  figure: `${value.toFixed(0)}${unit}`,
  target: `<= ${target}${unit}`,
  met: value <= target,
})

/** The longest time that no client got a response, where that is known. */
export const loopFigure = (measure: string, milliseconds: number | null): readonly Figure[] =>
  milliseconds === null ? [] : [atMost(`${measure}: the event loop stood at most`, milliseconds, LOOP_BOUND_MS, ' ms')]
