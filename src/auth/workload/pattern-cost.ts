/** What it takes to compile a pattern, as far as its text tells. */
export interface PatternCost {
  /** Of the program that is made of it: never much fewer. */
  readonly steps: number
  /** Classes of Unicode's, each of which is hundreds of ranges. */
  readonly unicodeClasses: number
}

interface Sequence {
  /** Steps of all that is in it, but its last part. */
  readonly before: number
  /** Of its last part, which a repetition multiplies. */
  readonly last: number
}

const EMPTY: Sequence = { before: 0, last: 0 }
const CLASS = /\[\^?\]?(?:\[:[^\]]*?:\]|\\[^]|[^\]\\])*\]?/y
const REPETITION = /\{(\d{1,9})(?:,(\d{0,9}))?\}/y
const ESCAPE = /\\(?:[xpP]\{[^}]*\}|[^]?)/y
const UNICODE = /\\[pP]/g

const sizeOf = ({ before, last }: Sequence) => before + last
const followedBy = (sequence: Sequence, last: number): Sequence => ({ before: sizeOf(sequence), last })

/**
 * Undefined for a pattern that quotes (`\Q`), of which this cannot tell. It is read before it is compiled, because RE2 copies
 * what is repeated: eight characters can be a million steps.
 */
export function patternCost(pattern: string): PatternCost | undefined {
  if (pattern.includes('\\Q')) return undefined
  const outer: Sequence[] = []
  let sequence = EMPTY
  const close = () => {
    const inner = sizeOf(sequence) + 2
    sequence = followedBy(outer.pop() ?? EMPTY, inner)
  }
  for (let at = 0; at < pattern.length;) {
    const character = pattern[at] ?? ''
    const take = (found: RegExp) => {
      found.lastIndex = at
      return found.exec(pattern)
    }
    let length = 1
    if (character === '(') {
      outer.push(sequence)
      sequence = EMPTY
    } else if (character === ')') close()
    else if ('*+?'.includes(character)) sequence = { ...sequence, last: sequence.last + 1 }
    else if (character === '|') sequence = { before: sizeOf(sequence) + 2, last: 0 }
    else {
      const repetition = character === '{' ? take(REPETITION) : null
      if (repetition !== null) {
        const times = Math.max(1, Number(repetition[1]) + 1, Number(repetition[2] ?? 0))
        sequence = { ...sequence, last: (sequence.last + 1) * times }
      } else sequence = followedBy(sequence, 1)
      const whole = character === '[' ? take(CLASS) : character === '\\' ? take(ESCAPE) : repetition
      length = whole?.[0].length ?? 1
    }
    at += length
  }
  while (outer.length > 0) close()
  return { steps: sizeOf(sequence), unicodeClasses: pattern.match(UNICODE)?.length ?? 0 }
}
