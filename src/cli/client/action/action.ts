// The GitHub Action: a step of a workflow that calls a registry. Its inputs become a command line, which runs as in a terminal; the answer
// becomes outputs that later steps read. action.yml documents the inputs.
import { Command } from 'commander'
import type { Variables } from '../../../client/environment.ts'
import { addSharedOptions, type AddClientCommand, type RunClient, type SharedOptions } from '../client-command.ts'
import { exitCodes } from '../client-failure.ts'
import type { Remedies } from '../explain-failure.ts'
import { publishVerb } from '../publish/publish.ts'
import { artifactCommands } from '../registry/artifact/artifact-commands.ts'
import { channelCommands } from '../registry/channel/channel-commands.ts'
import { versionCommands } from '../registry/version/version-commands.ts'
import { contextOf, failureOf } from '../run-client.ts'
import { actionCommand, wordsOf } from './action-command.ts'
import { type Inputs, readInputs } from './action-inputs.ts'
import { findActionServer } from './action-server.ts'
import { type Runner, runnerOf } from './runner.ts'

const remediesOf = ({ provider }: Inputs): Remedies => ({
  address: 'check the input address',
  authority: 'pass the CA as the input ca, as PEM or as a file',
  credentials:
    provider === undefined
      ? 'check the inputs client-id and client-secret, or provider'
      : 'check the input provider; if it has allowed_audiences, set the input audience to one of them',
  permission: 'the credentials need a role that permits it',
})

/** Runs the step and returns its exit code. */
export async function runAction(variables: Variables): Promise<number> {
  const runner = runnerOf(variables)
  const inputs = readInputs(variables)
  runner.mask(inputs['client-secret'] ?? '')
  const failure = await failureOf(
    (signal) => run({ runner, inputs, variables, signal }),
    () => ({ credentialsFrom: 'the credential of the step', remedies: remediesOf(inputs) }),
  )
  if (failure === null) return exitCodes.done
  runner.fail(failure.message)
  return exitCodes[failure.exit]
}

interface Step {
  readonly runner: Runner
  readonly inputs: Inputs
  readonly variables: Variables
  readonly signal: AbortSignal
}

async function run({ runner, inputs, variables, signal }: Step): Promise<void> {
  const command = actionCommand(inputs)
  const words = wordsOf(command, inputs)
  const server = await findActionServer(inputs, variables)
  const { output, answered } = runner.record()
  const program = declared(async (commandRun, line) => {
    await commandRun(await contextOf(server, line.opts<SharedOptions>(), { output, signal }), line)
  })
  await program.parseAsync(words, { from: 'user' })
  await runner.tell(command.outputs(answered(), inputs))
}

/** Declares the commands that the action offers; `work` runs them. */
function declared(work: (run: RunClient, line: Command) => Promise<void>): Command {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  const adding =
    (noun: Command): AddClientCommand =>
    (words, { run, confirmed = false }) => {
      const line = noun.command(words)
      addSharedOptions(line, confirmed)
      return line.action(() => work(run, line))
    }
  channelCommands(adding(program.command('channel')))
  versionCommands(adding(program.command('version')))
  artifactCommands(adding(program.command('artifact')))
  const publish = program.command('publish')
  addSharedOptions(publish, false)
  publishVerb.options?.(publish)
  publish.action(() => work(publishVerb.run as RunClient, publish))
  return program
}
