// The registry as operators' commands use it: through its database, whether a server is running or not.
import { access } from 'node:fs/promises'
import type { Config } from '../../config/config.ts'
import { databaseOf, dataDirectoryAt } from '../../config/data-directory.ts'
import { systemClock } from '../../domain/clock.ts'
import type { Context } from '../../domain/context.ts'
import { failedPrecondition } from '../../domain/errors.ts'
import type { Location } from '../../domain/location.ts'
import { operatorActor } from '../../domain/principal/principal.ts'
import { newId } from '../../machine/new-id.ts'
import type { OpenStore } from '../../storage/open.ts'
import { databaseName } from './database/database-name.ts'

export interface OperatorRegistry {
  readonly context: Context
  /** The oldest project of the oldest organization, which every server serves. */
  readonly location: Location
}

/** Runs `work` on an existing database with the schema of this version; creates and changes none. */
export async function withDatabase<Result>(
  config: Config,
  work: (store: OpenStore) => Promise<Result>,
): Promise<Result> {
  const directory = dataDirectoryAt(config.dataDirectory)
  const name = databaseName(config, directory)
  if (config.databaseUrl === null && !(await isThere(directory.sqliteFile)))
    throw failedPrecondition(
      `there is no database ${name}: start a server with assay serve, or name another with --data-dir or --database-url`,
    )
  // Loaded here so that the other commands start without a database driver.
  const { openStore } = await import('../../storage/open.ts')
  const store = await openStore(databaseOf(config))
  try {
    if ((await store.pendingMigrations()).length > 0)
      throw failedPrecondition(`the database ${name} has an older schema: run assay migrate`)
    return await work(store)
  } finally {
    await store.close()
  }
}

export const withRegistry = <Result>(
  config: Config,
  work: (registry: OperatorRegistry) => Promise<Result>,
): Promise<Result> =>
  withDatabase(config, async (store) => {
    const [organization] = await store.organizations.listOrganizations()
    const [project] = organization === undefined ? [] : await store.organizations.listProjects(organization.id)
    if (project === undefined)
      throw failedPrecondition(
        'the database has no project yet: the first start of a server creates one, with its first key',
      )
    const context = { actor: operatorActor, store, clock: systemClock, newId }
    return work({ context, location: { organizationId: project.organizationId, projectId: project.id } })
  })

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )
