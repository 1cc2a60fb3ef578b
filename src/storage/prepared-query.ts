// Queries that are asked all the time are built and compiled once for each database: to do so again costs about as much
// as to run them.
import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import { UNCHANGING } from './statement-names.ts'

/** Asks with these values on the connection that is given. */
export type PreparedQuery<Values, Row> = (db: Kysely<Schema>, values: Values) => Promise<readonly Row[]>

class Parameter {
  readonly name: PropertyKey

  constructor(name: PropertyKey) {
    this.name = name
  }
}

/** Every value is a stand-in for the one that is given later: a builder may put it into its query, and not look at it. */
const parameters = new Proxy({}, { get: (_, name) => new Parameter(name) })

const unchanging = <Row>(compiled: CompiledQuery<Row>): CompiledQuery<Row> => ({
  ...compiled,
  sql: compiled.sql + UNCHANGING,
})

/** `build` is called once. */
export function preparedQuery<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => Compilable<Row>,
): PreparedQuery<Values, Row> {
  let compiled: CompiledQuery<Row> | undefined
  return async (db, values) => {
    compiled ??= unchanging(build(db.withoutPlugins(), parameters as Values).compile())
    const executor = db.getExecutor()
    // The plugins change no query, but they refuse one at the wrong moment.
    executor.transformQuery(compiled.query, compiled.queryId)
    const { rows } = await executor.executeQuery<Row>({
      ...compiled,
      parameters: compiled.parameters.map((value) =>
        value instanceof Parameter ? values[value.name as keyof Values] : value,
      ),
    })
    return rows
  }
}
