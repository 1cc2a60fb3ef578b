// The command line: which commands there are, which settings each takes and how it ends. A command gets a configuration and has a file of
// its own. Answers go to stdout; logs and errors go to stderr.
import { Command, CommanderError, Option } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { type Config, type Flags, processConfig } from '../config/config.ts'
import type { Setting } from '../config/setting.ts'
import { type SettingName, settings } from '../config/settings.ts'
import { exitCodes } from './client/client-failure.ts'
import { addClientNoun, addClientVerb, clientNouns, clientVerbs, speakOfMistakes } from './client/client-commands.ts'
import { explain, isForDebugging } from './explain.ts'
import { addHelpCommand } from './help-command.ts'
import type { AddCommand } from './operator/add-command.ts'
import { showChoices } from './show-choices.ts'
import { watchAnswer } from './watch-answer.ts'

interface Noun {
  readonly description: string
  readonly load: () => Promise<(add: AddCommand) => void>
}

const nouns: Readonly<Record<string, Noun>> = {
  project: {
    description: 'create, list, rename and delete projects',
    load: async () => (await import('./operator/project/project-commands.ts')).projectCommands,
  },
  'service-principal': {
    description: 'create, list and delete service principals',
    load: async () =>
      (await import('./operator/service-principal/service-principal-commands.ts')).servicePrincipalCommands,
  },
  key: {
    description: 'create, list and delete keys of service principals',
    load: async () => (await import('./operator/key/key-commands.ts')).keyCommands,
  },
  group: {
    description: 'create, list and delete groups, and change their members',
    load: async () => (await import('./operator/group/group-commands.ts')).groupCommands,
  },
  role: {
    description: 'list roles and who holds them, grant and withdraw roles',
    load: async () => (await import('./operator/role/role-commands.ts')).roleCommands,
  },
  user: {
    description: 'invite, list and disable users',
    load: async () => (await import('./operator/user/user-commands.ts')).userCommands,
  },
  audit: {
    description: 'verify that recorded events have not been changed',
    load: async () => (await import('./operator/audit/audit-commands.ts')).auditCommands,
  },
  secrets: {
    description: 're-encrypt the secrets in the database',
    load: async () => (await import('./operator/secrets/secrets-commands.ts')).secretsCommands,
  },
}

/** Returns the exit code. A mistake in the words of an operator's command ends the process at once. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  // Declaring all commands would take a tenth of the start of a server.
  const program = await declareProgram({
    isWanted: (noun) => argv.includes(noun) || argv.includes('completion'),
    ended: (code) => {
      exitCode = code
    },
  })
  try {
    await program.parseAsync(argv)
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? await toldCode() : exitCodes.usage
    throw error
  }
}

/** The exit code once help or the version has been printed. */
async function toldCode(): Promise<number> {
  const unwritten = await watchAnswer(() => undefined).settled()
  if (unwritten === null) return exitCodes.done
  process.stderr.write(`assay: ${unwritten}\n`)
  return exitCodes.failed
}

export interface Declaring {
  /** Whether to declare the commands of a noun, and not only the noun. */
  readonly isWanted: (noun: string) => boolean
  /** Receives the exit code of the command that was run. */
  readonly ended: (exitCode: number) => void
}

/** Declares the commands for commander. */
export async function declareProgram({ isWanted, ended }: Declaring): Promise<Command> {
  const program = new Command('assay')
    .description('A registry for golden machine images that stock Packer and Terraform talk to.')
    .version(manifest.version)
    .addHelpText('after', '\nAll settings, with their variables and defaults: assay serve --help')
    // Operators' commands inherit this: a mistake in their command line ends the process, as it always has.
    .exitOverride((error) => {
      if (error.exitCode === 0) throw error
    })

  /** The command carries its arguments and its options. */
  type Run = (config: Config, command: Command) => Promise<void>

  function add(words: string, description: string, names: readonly SettingName[], run: Run, parent = program): Command {
    const command = parent.command(words).description(description)
    for (const name of names) command.addOption(optionOf(settings[name]))
    return command.action(async () => {
      ended(await finish(command.opts<Flags>(), (config) => run(config, command)))
    })
  }
  // Each is loaded only when it runs: a command that calls a server starts without the parts of a server.
  program.commandsGroup('On the machine of the server:')
  add('serve', 'run the server until it is stopped', Object.keys(settings) as SettingName[], async (config) =>
    (await import('./serve/serve.ts')).serve(config),
  )
  add('env', 'print the variables that point Packer and Terraform at the running server', ['dataDir'], async (config) =>
    (await import('./env.ts')).env(config),
  )
  add(
    'ready',
    'check that the server with these settings is ready; fail if it is not',
    ['listen', 'plainHttp', 'publicUrl'],
    async (config) => (await import('./ready.ts')).ready(config),
  )
  add('migrate', 'migrate the database to the newest schema', ['dataDir', 'databaseUrl', 'logLevel'], async (config) =>
    (await import('./operator/database/migrate.ts')).migrate(config),
  )
  add('jobs', 'list the background jobs that are waiting or running', ['dataDir', 'databaseUrl'], async (config) =>
    (await import('./operator/database/jobs.ts')).jobs(config),
  )

  for (const [noun, { description, load }] of Object.entries(nouns)) {
    const parent = program.command(noun).description(`${description}, on the machine that has the database`)
    if (!isWanted(noun)) continue
    const addCommands = await load()
    addCommands((words, what, run) => add(words, what, ['dataDir', 'databaseUrl'], run, parent))
  }

  program.commandsGroup('From anywhere, through the API:')
  for (const [noun, clientNoun] of Object.entries(clientNouns)) {
    const parent = program.command(noun).description(clientNoun.description)
    if (isWanted(noun)) await addClientNoun(parent, clientNoun, ended)
  }
  for (const [verb, clientVerb] of Object.entries(clientVerbs)) {
    if (isWanted(verb)) await addClientVerb(program, verb, clientVerb, ended)
    else program.command(verb).description(clientVerb.description)
  }
  addHelpCommand(program)
  // Set after all others are declared, so that operators' commands do not inherit it.
  return speakOfMistakes(program)
}

async function finish(flags: Flags, run: (config: Config) => Promise<void>): Promise<number> {
  let config: Config | null = null
  try {
    config = processConfig(flags)
    await run(config)
    return 0
  } catch (error) {
    process.stderr.write(`assay: ${explain(error, config)}\n`)
    if (isForDebugging(config)) process.stderr.write(`${(error instanceof Error ? error.stack : undefined) ?? ''}\n`)
    return 1
  }
}

function optionOf({
  flag,
  placeholder,
  variable,
  description,
  byDefault,
  otherwise,
  choices,
  repeatable,
}: Setting<unknown>): Option {
  const unset = byDefault ?? otherwise
  const origin = unset === null ? variable : `${variable}, default: ${unset}`
  const option = new Option(placeholder === null ? flag : `${flag} ${placeholder}`, `${description} (${origin})`)
  if (choices !== null) return showChoices(option, choices)
  if (!repeatable) return option
  return option.argParser((value: string, earlier: string | undefined) => [earlier, value].filter(Boolean).join(','))
}
