// Databases bound the number of parameters of one statement: long lists are asked for a batch at a time.
const BATCH = 500

/** The answers to all batches of `values`, in their order; nothing is asked for none. */
export async function inBatches<Value, Row>(
  values: readonly Value[],
  ask: (batch: readonly Value[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const answers: Row[][] = []
  for (let start = 0; start < values.length; start += BATCH)
    answers.push([...(await ask(values.slice(start, start + BATCH)))])
  return answers.flat()
}
