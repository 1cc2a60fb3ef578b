// Queries that run all the time are built and compiled once for each database: doing so again costs about as much as running
// them.
import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import { UNANSWERED, UNCHANGING } from '../engine/statement-names.ts'
import type { Schema } from '../schema.ts'

/** Runs the query with these values on the given connection. */
export type PreparedQuery<Values, Row> = (db: Kysely<Schema>, values: Values) => Promise<readonly Row[]>

class Parameter {
  readonly name: PropertyKey

  constructor(name: PropertyKey) {
    this.name = name
  }
}

/** Lists up to this length are queried all the time, and have a statement for each length; one for every length would be too many. */
export const SHORT_LIST = 32

/** Every value is a stand-in for one that is given later: a builder may put it into its query, but not look at it. */
const parameters = new Proxy({}, { get: (_, name) => new Parameter(name) })

type Build<Values, Row> = (db: Kysely<Schema>, values: Values) => Compilable<Row>

/** `build` is called once for each database, however many connections it has. */
export const preparedQuery = <Values extends object, Row>(build: Build<Values, Row>): PreparedQuery<Values, Row> =>
  prepared(build, UNCHANGING)

/** The same for a write whose answer nobody needs. If it fails, so do later statements of its transaction. */
export function preparedCommand<Values extends object>(
  build: Build<Values, unknown>,
): (db: Kysely<Schema>, values: Values) => Promise<void> {
  const send = prepared(build, UNANSWERED + UNCHANGING)
  return async (db, values) => {
    await send(db, values)
  }
}

function prepared<Values extends object, Row>(build: Build<Values, Row>, mark: string): PreparedQuery<Values, Row> {
  const known = new WeakMap<object, CompiledQuery<Row>>()
  return async (db, values) => {
    const executor = db.getExecutor()
    const compiled =
      known.get(executor.adapter) ?? marked(build(db.withoutPlugins(), parameters as Values).compile(), mark)
    known.set(executor.adapter, compiled)
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

const marked = <Row>(compiled: CompiledQuery<Row>, mark: string): CompiledQuery<Row> => ({
  ...compiled,
  sql: compiled.sql + mark,
})

/** Queries of one kind that differ in their text: each is built once, and found again by the key that makes it differ. */
export function preparedBy<Key, Query>(prepare: (key: Key) => Query): (key: Key) => Query {
  const known = new Map<Key, Query>()
  return (key) => {
    const query = known.get(key) ?? prepare(key)
    known.set(key, query)
    return query
  }
}

/** The same for a list of values, of any length: `build` is called once for each short length, and every time for longer lists. */
export function preparedList<Value, Row>(
  build: (db: Kysely<Schema>, values: readonly Value[]) => Compilable<Row>,
): PreparedQuery<readonly Value[], Row> {
  const ofLength = preparedBy((length: number) => {
    const places = Array.from({ length }, (_, place) => place)
    const values = (given: readonly Value[]) => places.map((place) => given[place] as Value)
    return preparedQuery<readonly Value[], Row>((db, given) => build(db, values(given)))
  })
  return async (db, values) => {
    if (values.length <= SHORT_LIST) return ofLength(values.length)(db, values)
    return (await db.executeQuery(build(db, values).compile())).rows
  }
}

/** These members of a row whose values are stand-ins. */
export const membersOf = <Row extends object, Name extends keyof Row>(
  row: Row,
  names: readonly Name[],
): Pick<Row, Name> => Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>
