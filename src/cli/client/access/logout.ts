import { rm } from 'node:fs/promises'
import type { Command } from 'commander'
import { clientDirectory } from '../../../config/client-directory.ts'
import type { DeclaredVerb } from '../client-command.ts'
import { usage } from '../client-failure.ts'
import { readLogins, writeLogins } from '../server/logins.ts'
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
  if (command.opts<{ all?: boolean }>().all === true) {
    await rm(directory.loginsFile, { force: true })
    process.stdout.write('Logged out everywhere.\n')
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
    throw usage(`you are not logged in to ${url ?? 'any server'}, but to ${known.join(', ')}`)
  }
  const { [url]: gone, ...others } = byUrl
  await writeLogins(directory, { current: current === url ? (Object.keys(others)[0] ?? null) : current, byUrl: others })
  process.stdout.write(`Logged out of ${url}.\n`)
  if (gone?.credentials.kind === 'browser')
    process.stderr.write('The server ends the login by itself in time, or at once if you sign out everywhere there.\n')
}
