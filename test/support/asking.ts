// Commands that call a registry, as people and scripts run them: the built command, with the variables that point it at the registry.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { registryEnvironment } from '../clients/registry-environment.ts'
import type { Outcome, Variables } from './command.ts'
import { perform } from './perform.ts'
import type { TestRegistry } from './registry.ts'

export interface Asking {
  /** The variables of the commands. Logins are stored in a folder of their own. */
  readonly env: Variables
  /**
   * Runs the command with the words of a line, separated by spaces, followed by further words, in a process that is shared with other
   * commands.
   */
  readonly run: (t: TestContext, line: string, ...words: readonly string[]) => Promise<Outcome>
  /** Like `run`, with these variables instead of the usual ones. */
  readonly runIn: (t: TestContext, env: Variables, line: string) => Promise<Outcome>
  /** The output of a command, which must succeed. */
  readonly says: (t: TestContext, line: string, ...words: readonly string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

export async function asking(registry: TestRegistry, differently: Variables = {}): Promise<Asking> {
  const home = await mkdtemp(join(tmpdir(), 'assay-home-'))
  const env = { ...registryEnvironment(registry), HOME: home, XDG_CONFIG_HOME: join(home, 'config'), ...differently }
  const run: Asking['run'] = ({ signal }, line, ...words) => perform([...line.split(' '), ...words], { env, signal })
  return {
    env,
    run,
    runIn: ({ signal }, env, line) => perform(line.split(' '), { env, signal }),
    async says(t, line, ...words) {
      const { code, stdout, stderr } = await run(t, line, ...words)
      if (code !== 0) throw new Error(`assay ${line} ended with ${code ?? 'a signal'}: ${stderr}`)
      return stdout
    },
    remove: () => rm(home, { recursive: true, force: true }),
  }
}
