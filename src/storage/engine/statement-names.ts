// Names for statements, so that a connection parses and plans each only once: that costs more than running it.
import { createHash } from 'node:crypto'

const STATEMENTS = 500
const PARAMETERS = 16
const DIGITS = 32

/** At the end of a statement: its text is always the same, however many parameters it has. */
export const UNCHANGING = ' -- unchanging'

/** Before it, where nobody needs the answer: what follows may be sent at once, and fails if this did. */
export const UNANSWERED = ' -- unanswered'
export const isUnanswered = (text: string): boolean => text.endsWith(UNANSWERED + UNCHANGING)

export interface StatementNames {
  /**
   * The name of a statement, made of its text: other servers may use the same connection, through a pooler, and what they
   * call by a name must be the same. Statements with many parameters go unnamed: they are lists, each length is a
   * statement of its own, and a connection keeps what it has named for good.
   */
  readonly of: (text: string, parameters: readonly unknown[]) => string | undefined
  /** Nothing is named from now on: what lends us connections does not keep the names with them. */
  readonly giveUp: () => void
}

export function statementNames(): StatementNames {
  const names = new Map<string, string>()
  let isGivenUp = false
  return {
    of(text, parameters) {
      if (isGivenUp || parameters.length === 0) return undefined
      if (parameters.length > PARAMETERS && !text.endsWith(UNCHANGING)) return undefined
      const known = names.get(text)
      if (known !== undefined || names.size >= STATEMENTS) return known
      const name = `assay_${createHash('sha256').update(text).digest('hex').slice(0, DIGITS)}`
      names.set(text, name)
      return name
    },
    giveUp() {
      isGivenUp = true
    },
  }
}
