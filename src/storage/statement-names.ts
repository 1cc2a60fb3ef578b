// Names for statements, so that a connection parses and plans each only once: that costs more than running it.
const STATEMENTS = 500
const PARAMETERS = 16

/** At the end of a statement: its text is always the same, however many parameters it has. */
export const UNCHANGING = ' -- unchanging'

/**
 * Answers the same name for the same text. Other statements with many parameters go unnamed: they are lists, each length
 * is a statement of its own, and a connection keeps what it has named for good.
 */
export function statementNames(): (text: string, parameters: readonly unknown[]) => string | undefined {
  const names = new Map<string, string>()
  return (text, parameters) => {
    if (parameters.length === 0) return undefined
    if (parameters.length > PARAMETERS && !text.endsWith(UNCHANGING)) return undefined
    const known = names.get(text)
    if (known !== undefined || names.size >= STATEMENTS) return known
    const name = `assay_${names.size}`
    names.set(text, name)
    return name
  }
}
