// Names statements, so that a connection parses and plans each of them only once: that costs more than running one.
import { createHash } from 'node:crypto'

const STATEMENTS = 500
const PARAMETERS = 16
const DIGITS = 32

/** Ends a statement whose text is always the same, however many parameters it has. */
export const UNCHANGING = ' -- unchanging'

/** Precedes `UNCHANGING` where nobody needs the answer: the next statement may be sent at once, and fails if this one did. */
export const UNANSWERED = ' -- unanswered'
export const isUnanswered = (text: string): boolean => text.endsWith(UNANSWERED + UNCHANGING)

export interface StatementNames {
  /**
   * The name of a statement, derived from its text: other servers may share the connection, through a pooler, and a name must
   * mean the same statement to all of them. Statements with many parameters get no name: they contain lists, each length of a
   * list is a statement of its own, and a connection keeps its named statements for good.
   */
  readonly of: (text: string, parameters: readonly unknown[]) => string | undefined
  /** Stops naming statements: a pooler lends us connections, and does not keep the names with them. */
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
