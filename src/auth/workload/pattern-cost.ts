interface Sequence {
  /** The cost of all parts but the last. */
  readonly before: number
  /** The cost of the last part, which a repetition multiplies. */
  readonly last: number
}

const EMPTY: Sequence = { before: 0, last: 0 }
/** A repetition in braces, flags, a class, an escape, or one character. */
const PART =
  /\{(?<least>\d{1,9})(?:,(?<most>\d{0,9}))?\}|(?<flags>\(\?[a-zA-Z-]*\))|\[\^?\]?(?:\[:[^\]]*?:\]|\\[^]|[^\]\\])*\]?|\\(?:[xpP]\{[^}]*\}|[pP]?[^]?)|[^]/g
/** A Unicode class has hundreds of ranges, each of which may be looked at. */
const UNICODE = /\\[pP]/g
const UNICODE_STEPS = 8

const sizeOf = ({ before, last }: Sequence) => before + last
const followedBy = (sequence: Sequence, last: number): Sequence => ({ before: sizeOf(sequence), last })

/**
 * Estimates how many steps the program has that a pattern is compiled to; the estimate is never much too low. Undefined for a pattern
 * that quotes (`\Q`), which cannot be estimated. Called before compiling, because RE2 copies what is repeated: eight characters can be a
 * million steps.
 */
export function patternCost(pattern: string): number | undefined {
  if (pattern.includes('\\Q')) return undefined
  const outer: Sequence[] = []
  let sequence = EMPTY
  const close = () => {
    const inner = sizeOf(sequence) + 2
    sequence = followedBy(outer.pop() ?? EMPTY, inner)
  }
  for (const { 0: part, groups } of pattern.matchAll(PART)) {
    const { least, most, flags } = groups ?? {}
    // A repetition after flags repeats what stands before the flags.
    if (flags !== undefined) continue
    if (least !== undefined) {
      const times = Math.max(Number(least) + 1, Number(most ?? 0))
      sequence = { ...sequence, last: (sequence.last + 1) * times }
    } else if (part === '(') {
      outer.push(sequence)
      sequence = EMPTY
    } else if (part === ')') close()
    else if (part === '|') sequence = { before: sizeOf(sequence) + 2, last: 0 }
    else if (['*', '+', '?'].includes(part)) sequence = { ...sequence, last: sequence.last + 1 }
    else sequence = followedBy(sequence, 1 + UNICODE_STEPS * (part.match(UNICODE)?.length ?? 0))
  }
  while (outer.length > 0) close()
  return sizeOf(sequence)
}
