import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import type { Load } from '../load/load.ts'
import { BUILDS_AT_ONCE, type Plan } from '../plan.ts'
import { atLeast, type Figure, printTurns, ratioOfSums } from '../report/report.ts'
import { startPostgres } from '../seed/throw-away-postgres.ts'
import { measureTelling, secondsOf, type Telling, TRIGGER, WEBHOOKS } from './measure-telling.ts'

/** Three webhooks and the order of events may together cost builds 15 %. */
const TARGET = 0.85

export async function tellingFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const onSqlite = await measureTelling(plan, load, {
    directory: join(directory, 'telling-sqlite'),
    databaseUrlOf: () => Promise.resolve(null),
    dropTrigger: ({ dataDir }) => {
      const database = new Sqlite(dataDirectoryAt(dataDir).sqliteFile)
      database.exec(`drop trigger ${TRIGGER}`)
      database.close()
      return Promise.resolve()
    },
  })
  return [figureOf('SQLite', plan, onSqlite), ...(await onPostgres(plan, load, directory))]
}

async function onPostgres(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const postgres = await startPostgres('fast')
  if (typeof postgres === 'string') {
    console.log(`\nSKIPPED: telling of builds on PostgreSQL, because none could be started: ${postgres}`)
    return [{ measure: nameOf('PostgreSQL'), figure: 'SKIPPED', target: `>= ${TARGET}`, met: null }]
  }
  try {
    const telling = await measureTelling(plan, load, {
      directory: join(directory, 'telling-postgres'),
      databaseUrlOf: (name) => postgres.create(name, null),
      dropTrigger: ({ databaseUrl }) => postgres.run(databaseUrl ?? '', `drop trigger ${TRIGGER} on event`),
    })
    return [figureOf('PostgreSQL', plan, telling)]
  } finally {
    await postgres.stop()
  }
}

const nameOf = (database: string): string => `builds that ${WEBHOOKS} webhooks tell of, to others, ${database}`

function figureOf(database: string, plan: Plan, { telling, silent, accepted, drainedMs }: Telling): Figure {
  console.log(
    `\nBuilds over TLS, ${BUILDS_AT_ONCE} at once, ${telling.length} turns of ${secondsOf(plan)} s, ${database}, in turns`,
  )
  printTurns(`events in order, and sent to ${WEBHOOKS} webhooks`, telling)
  console.log(
    `  receivers accepted all of ${accepted} messages, the last ones ${Math.round(drainedMs)} ms after a turn`,
  )
  printTurns('neither', silent)
  return atLeast(nameOf(database), ratioOfSums(telling, silent), TARGET, 2, '')
}
