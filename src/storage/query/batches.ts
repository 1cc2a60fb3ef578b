// Databases limit the number of parameters of one statement. So queries over long lists run a batch at a time, and after each
// batch others may have their turn.
import { nextTurn } from '../../machine/next-turn.ts'

const BATCH = 200
// For look-ups by key alone: fewer statements, and none of them long.
export const LONG_BATCH = 500
// For versions with those fields of their builds that rules need: a version may have a thousand builds.
const SHORT_BATCH = 32
// For the edges of a bucket, on which a thousand others may be built.
const SMALL_BATCH = 4

/** A command returns nothing. */
type Ask<Value, Row> = (batch: readonly Value[]) => Promise<readonly Row[] | void>

/** The results of all batches of `values`, in their order; an empty list is not queried. */
export const inBatches = <Value, Row>(values: readonly Value[], ask: Ask<Value, Row>): Promise<readonly Row[]> =>
  batched(values, BATCH, ask)

/** The same for a query that costs little for each value. */
export const inLongBatches = <Value, Row>(values: readonly Value[], ask: Ask<Value, Row>): Promise<readonly Row[]> =>
  batched(values, LONG_BATCH, ask)

/** The same where the result for each value is large. */
export const inShortBatches = <Value, Item>(
  values: readonly Value[],
  read: Ask<Value, Item>,
): Promise<readonly Item[]> => batched(values, SHORT_BATCH, read)

/** The same where each value has many results. */
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

/** When others last had their turn, whichever piece of work gave it to them. */
let lastTurn = Number.NEGATIVE_INFINITY

/**
 * With a database in this very process no query ever waits, so work of many queries would leave nobody else a turn. Returns a
 * function for one piece of work, which begins now: called after each query, it lets others have their turn once the work has
 * gone on for long enough.
 */
export function breathing(): () => Promise<void> {
  const began = performance.now()
  return async () => {
    if (performance.now() - Math.max(began, lastTurn) <= BREATH_MS) return
    await nextTurn()
    lastTurn = performance.now()
  }
}
