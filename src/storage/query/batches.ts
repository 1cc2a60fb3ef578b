// Databases bound the number of parameters of one statement: long lists are asked for a batch at a time, and after each
// of them others may have their turn.
import { nextTurn } from '../../machine/next-turn.ts'

const BATCH = 200
// For look-ups by key alone: fewer statements, and none of them long.
export const LONG_BATCH = 500
// For versions with what a rule needs of their builds, which may be a thousand each.
const SHORT_BATCH = 32
// For the edges of a bucket, on which a thousand others may be built.
const SMALL_BATCH = 4

/** A command answers nothing. */
type Ask<Value, Row> = (batch: readonly Value[]) => Promise<readonly Row[] | void>

/** The answers to all batches of `values`, in their order; nothing is asked for none. */
export const inBatches = <Value, Row>(values: readonly Value[], ask: Ask<Value, Row>): Promise<readonly Row[]> =>
  batched(values, BATCH, ask)

/** The same for a question that costs little for each value. */
export const inLongBatches = <Value, Row>(values: readonly Value[], ask: Ask<Value, Row>): Promise<readonly Row[]> =>
  batched(values, LONG_BATCH, ask)

/** The same for what is large for each value: it is read batch by batch, too. */
export const inShortBatches = <Value, Item>(
  values: readonly Value[],
  read: Ask<Value, Item>,
): Promise<readonly Item[]> => batched(values, SHORT_BATCH, read)

/** The same for what is many for each value. */
export const inSmallBatches = <Value, Row>(values: readonly Value[], ask: Ask<Value, Row>): Promise<readonly Row[]> =>
  batched(values, SMALL_BATCH, ask)

async function batched<Value, Row>(
  values: readonly Value[],
  size: number,
  ask: Ask<Value, Row>,
): Promise<readonly Row[]> {
  const answers: Row[][] = []
  const breathe = breathing()
  for (let start = 0; start < values.length; start += size) {
    answers.push([...((await ask(values.slice(start, start + size))) ?? [])])
    await breathe()
  }
  return answers.flat()
}

const BREATH_MS = 5

/** When others last had their turn, because of any of the work that breathes here. */
let lastTurn = Number.NEGATIVE_INFINITY

/**
 * With a database in this very process no query ever waits, and work of many queries would leave nobody else a turn.
 * For one piece of work, from now on: lets others have their turn when it has gone on for long enough.
 */
export function breathing(): () => Promise<void> {
  const began = performance.now()
  return async () => {
    if (performance.now() - Math.max(began, lastTurn) <= BREATH_MS) return
    await nextTurn()
    lastTurn = performance.now()
  }
}
