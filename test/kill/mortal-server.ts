// A server to kill, run as users run it: `assay serve` in a process of its own. It dies from outside, or just before or after
// one of its own commits.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { readCredentials } from '../../src/cli/credentials-file.ts'
import { findRunning } from '../../src/cli/running-file.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { type Client, connect } from '../support/client.ts'
import { fallingAt, startCommand } from '../support/command.ts'
import { accessToken } from '../support/registry.ts'
import type { Api } from './acts.ts'

export interface MortalServer {
  /** A client with a new token, or with an earlier one. */
  readonly as: (token: string) => Client
  readonly logIn: () => Promise<string>
  readonly api: (token: string) => Api
  readonly kill: () => void
  /** Resolves when the process has ended. */
  readonly gone: Promise<void>
  /** What the process wrote to stderr. */
  readonly log: () => Promise<string>
}

/** The server dies by itself just before (`commit`) or after (`committed`) the commit of that number. */
export interface Fate {
  readonly pattern: '^commit$' | '^committed$'
  readonly nth: number
}

export type Ending = Pick<TestContext, 'after'>

export interface MortalSettings {
  readonly folder: string
  /** Null for SQLite in the folder. */
  readonly databaseUrl: string | null
  /** The folder of the server that made the first key. */
  readonly credentialsFolder: string
  /** Further settings of the server. */
  readonly environment: Readonly<Record<string, string>>
}

/** Null when the server met its fate before it served anybody. */
export async function startMortal(
  ending: Ending,
  { folder, databaseUrl, credentialsFolder, environment }: MortalSettings,
  fate: Fate | null,
): Promise<MortalServer | null> {
  const args = ['serve', '--listen', '127.0.0.1:0', '--data-dir', folder, '--log-level', 'warn']
  const command = startCommand(ending, args, {
    ...environment,
    ...(databaseUrl === null ? {} : { ASSAY_DATABASE_URL: databaseUrl }),
    ...(fate === null ? {} : fallingAt(fate.pattern, fate.nth)),
  })
  const gone = once(command.child, 'exit').then(() => undefined)
  const serves = await command.says('stdout', 'Its database is').then(
    () => true,
    () => false,
  )
  if (!serves) {
    const { code, stderr } = await command.ended
    if (code !== null || fate === null) throw new Error(`the server did not start: ${stderr}`)
    return null
  }
  const running = await findRunning(dataDirectoryAt(folder).runningFile)
  const credentials = await readCredentials(dataDirectoryAt(credentialsFolder).credentialsFile)
  if (running === null || credentials === null) throw new Error('the server did not say how to reach it')
  const ca = await readFile(join(folder, 'tls', 'ca.pem'), 'utf8')
  const connection = connect({ ...running, ca })
  ending.after(connection.close)
  const base = `/packer/2023-01-01/organizations/${running.organizationId}/projects/${running.projectId}`
  return {
    as: connection.as,
    logIn: () => accessToken(connection.as(null), credentials),
    api: (token) => apiOf(connection.as(token), base),
    kill: () => {
      command.child.kill('SIGKILL')
    },
    gone: gone.then(() => {
      connection.close()
    }),
    log: () => command.ended.then(({ stderr }) => stderr),
  }
}

export const apiOf = ({ send }: Client, base: string): Api => ({
  read: async (path) => (await send({ method: 'GET', path: base + path })).body,
  write: (request) => send({ ...request, path: base + request.path }),
})
