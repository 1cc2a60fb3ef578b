import { rm } from 'node:fs/promises'
import type { Command } from 'commander'
import { endBrowserLogin } from '../../../client/browser-login.ts'
import { USUAL_RETRIES } from '../../../client/retries.ts'
import { clientDirectory } from '../../../config/client-directory.ts'
import { processVariables } from '../../../config/config.ts'
import type { DeclaredVerb } from '../client-command.ts'
import { usage } from '../client-failure.ts'
import { explainFailure } from '../explain-failure.ts'
import { printable } from '../output/printable.ts'
import { fetchForLogin } from '../server/find-server.ts'
import { readLogins, type StoredLogin, writeLogins } from '../server/logins.ts'
import { originIn } from './origin-in.ts'

export const logoutVerb: DeclaredVerb = {
  kind: 'itself',
  words: '[address]',
  examples: ['assay logout'],
  options: (command) => command.option('--all', 'of all servers'),
  run: logout,
}

async function logout(command: Command): Promise<void> {
  const directory = clientDirectory()
  const { current, byUrl } = await readLogins(directory)
  if (command.opts<{ all?: boolean }>().all === true) {
    await Promise.all(Object.values(byUrl).map(endOnServer))
    await rm(directory.loginsFile, { force: true })
    process.stdout.write('Logged out everywhere.\n')
    return
  }
  const said = command.args[0]
  const url = said === undefined ? current : originIn(said)
  const login = url === null ? undefined : byUrl[url]
  if (url === null || login === undefined) {
    const known = Object.keys(byUrl)
    if (said === undefined && known.length === 0) {
      process.stdout.write('You were not logged in.\n')
      return
    }
    throw usage(`you are not logged in to ${url ?? 'any server'}, but to ${known.join(', ')}`)
  }
  await endOnServer(login)
  const others = Object.fromEntries(Object.entries(byUrl).filter(([each]) => each !== url))
  await writeLogins(directory, { current: current === url ? (Object.keys(others)[0] ?? null) : current, byUrl: others })
  process.stdout.write(`Logged out of ${url}.\n`)
}

/** Where the server cannot be asked the login is forgotten all the same: whoever logs out on a train has logged out. */
async function endOnServer(login: StoredLogin): Promise<void> {
  const { apiUrl, authUrl, credentials } = login
  if (credentials.kind !== 'browser') return
  try {
    const fetch = await fetchForLogin(login, processVariables())
    await endBrowserLogin({ authUrl, fetch, retries: { ...USUAL_RETRIES, attempts: 2 } }, credentials)
  } catch (error) {
    const { message } = explainFailure(error, { credentialsFrom: null })
    const until = 'it ends the login by itself in time, or at once when you sign out everywhere there'
    process.stderr.write(printable(`assay: ${apiUrl} was not told, and ${until}: ${message}`) + '\n')
  }
}
