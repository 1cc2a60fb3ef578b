// A search for the newest valid item may pass thousands that are not valid. So it goes in steps, each of which is a statement
// that looks at a bounded number of rows: a database in this very process blocks everything else while a statement runs.
import { breathing, inShortBatches, LONG_BATCH } from './batches.ts'

/** Nearly always enough. */
const FIRST_ROWS = 16
const ROWS_OF_A_STEP = LONG_BATCH

/** The result of one step of a walk; both are null when the walk has come to its end. */
export interface Step<Place, Found> {
  readonly found: Found | null
  /** Where the walk goes on. */
  readonly next: Place | null
}

/** The first item that is found from each starting place on; some have none. `step` looks at `rows` rows from each place. */
export async function walk<Place, Found>(
  starts: readonly Place[],
  step: (places: readonly Place[], rows: number) => Promise<readonly Step<Place, Found>[]>,
): Promise<readonly Found[]> {
  const breathe = breathing()
  return inShortBatches(starts, async (batch) => {
    const found: Found[] = []
    let rows = FIRST_ROWS
    for (let places = batch; places.length > 0;) {
      const steps = await step(places, rows)
      found.push(...steps.flatMap((each) => each.found ?? []))
      places = steps.flatMap((each) => (each.found === null && each.next !== null ? [each.next] : []))
      rows = Math.floor(ROWS_OF_A_STEP / places.length)
      await breathe()
    }
    return found
  })
}
