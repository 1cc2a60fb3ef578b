// Who looks for the newest that is valid may pass thousands that are not. That is done in steps, each of them a statement
// that looks at so many rows and no more: a database in this very process has everybody wait for a statement.
import { breathing, inShortBatches, LONG_BATCH } from './batches.ts'

/** What nearly always is enough. */
const FIRST_ROWS = 16
const ROWS_OF_A_STEP = LONG_BATCH

/** What came of one walk in one step; neither when it has come to its end. */
export interface Step<Place, Found> {
  readonly found: Found | null
  /** Where it goes on. */
  readonly next: Place | null
}

/** For each of the places the first that is found from there on; nothing for some. `step` looks at so many rows of each. */
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
