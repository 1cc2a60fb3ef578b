const STATEMENTS = 500

/** `prepare`, asked once for each text. Lists of every length are texts of their own, so all are forgotten at times. */
export function rememberingStatements<Statement>(prepare: (text: string) => Statement): (text: string) => Statement {
  const statements = new Map<string, Statement>()
  return (text) => {
    const known = statements.get(text)
    if (known !== undefined) return known
    if (statements.size >= STATEMENTS) statements.clear()
    const statement = prepare(text)
    statements.set(text, statement)
    return statement
  }
}
