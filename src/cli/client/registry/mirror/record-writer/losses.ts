/** What a registry that was replayed cannot be told, or has otherwise than the source, told of what is there after each run. */
export interface Losses {
  readonly note: (sentence: string) => void
  /** A version has another number there. */
  readonly renumbered: (bucket: string, number: { readonly here: string; readonly there: string }) => void
  /** Each said once, and of the numbers of a bucket the first. */
  readonly told: () => readonly string[]
}

export function noLosses(): Losses {
  const sentences = new Set<string>()
  const byBucket = new Map<string, { readonly first: string; count: number }>()
  return {
    note: (sentence) => void sentences.add(sentence),
    renumbered(bucket, { here, there }) {
      const found = byBucket.get(bucket) ?? { first: `${here} is ${there} there`, count: 0 }
      found.count += 1
      byBucket.set(bucket, found)
    },
    told: () => [
      ...[...byBucket].map(
        ([bucket, { first, count }]) => `numbers of ${bucket}: ${first}; versions that have another one: ${count}`,
      ),
      ...sentences,
    ],
  }
}
