/**
 * What a replay cannot bring to the target, or what the target has otherwise than the source; determined from what is there after each run.
 */
export interface Losses {
  readonly note: (sentence: string) => void
  /** Notes that a version has another number at the target. */
  readonly renumbered: (bucket: string, number: { readonly here: string; readonly there: string }) => void
  /** Each sentence once, and for each bucket only the first of its numbers. */
  readonly told: () => readonly string[]
}

export function noLosses(): Losses {
  const sentences = new Set<string>()
  const byBucket = new Map<string, { readonly first: string; count: number }>()
  return {
    note: (sentence) => void sentences.add(sentence),
    renumbered(bucket, { here, there }) {
      const found = byBucket.get(bucket) ?? { first: `${here} is ${there} at the target`, count: 0 }
      found.count += 1
      byBucket.set(bucket, found)
    },
    told: () => [
      ...[...byBucket].map(
        ([bucket, { first, count }]) =>
          `version numbers of ${bucket}: ${first}; versions with another number: ${count}`,
      ),
      ...sentences,
    ],
  }
}
