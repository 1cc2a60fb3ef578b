import type { Command } from 'commander'
import { clientDirectory } from '../../../config/client-directory.ts'
import type { DeclaredVerb } from '../client-command.ts'
import { usage } from '../client-failure.ts'
import { forgetLogin, forgetLogins, readLogins } from '../server/logins.ts'
import { endOnServer } from './end-on-server.ts'
import { originIn } from './origin-in.ts'

export const logoutVerb: DeclaredVerb = {
  kind: 'itself',
  words: '[address]',
  examples: ['assay logout'],
  options: (command) => command.option('--all', 'log out of all servers'),
  run: logout,
}

async function logout(command: Command, signal: AbortSignal): Promise<void> {
  const directory = clientDirectory()
  // The logins are forgotten here first, whatever the servers answer.
  if (command.opts<{ all?: boolean }>().all === true) {
    const forgotten = await forgetLogins(directory, signal)
    process.stdout.write('Logged out everywhere.\n')
    await Promise.all(forgotten.map((login) => endOnServer(login, signal)))
    signal.throwIfAborted()
    return
  }
  const { current, byUrl } = await readLogins(directory)
  const said = command.args[0]
  const url = said === undefined ? current : originIn(said)
  if (url === null || byUrl[url] === undefined) {
    const known = Object.keys(byUrl)
    if (said === undefined && known.length === 0) {
      process.stdout.write('You were not logged in.\n')
      return
    }
    const others = known.length === 0 ? '' : `; you are logged in to ${known.join(', ')}`
    throw usage(`${url === null ? 'name the server to log out of' : `you are not logged in to ${url}`}${others}`)
  }
  const { login, next } = await forgetLogin(directory, url, signal)
  process.stdout.write(`Logged out of ${url}.\n`)
  if (next !== null) process.stderr.write(`Commands now use ${next}.\n`)
  if (login !== null) await endOnServer(login, signal)
  signal.throwIfAborted()
}
