// The command line: which commands there are, which settings each takes and how it ends. A command gets a configuration
// and lives in a file of its own. Answers go to stdout; logs and what went wrong go to stderr.
import { Command, Option } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { type Config, type Flags, processConfig } from '../config/config.ts'
import { type Setting, type SettingName, settings } from '../config/settings.ts'
import { env } from './env.ts'
import { explain, isForDebugging } from './explain.ts'
import { jobs } from './operator/jobs.ts'
import { keyCreate } from './operator/key/key-create.ts'
import { keyDelete } from './operator/key/key-delete.ts'
import { keyList } from './operator/key/key-list.ts'
import { migrate } from './operator/migrate.ts'
import { serve } from './serve.ts'

/** Answers the exit code. Help, the version and mistakes in the command line itself end the process at once. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  const program = new Command('assay')
    .description('A registry for golden machine images that stock Packer and Terraform talk to.')
    .version(manifest.version)
    .addHelpText('after', '\nAll settings, with their variables and defaults: assay serve --help')

  /** The command has what is given beside settings. */
  type Run = (config: Config, command: Command) => Promise<void>

  function add(words: string, description: string, names: readonly SettingName[], run: Run, parent = program): Command {
    const command = parent.command(words).description(description)
    for (const name of names) command.addOption(optionOf(settings[name]))
    return command.action(async () => {
      exitCode = await finish(command.opts<Flags>(), (config) => run(config, command))
    })
  }
  add('serve', 'run the server until it is told to stop', Object.keys(settings) as SettingName[], serve)
  add('env', 'print the variables that point Packer and Terraform at the running server', ['dataDir'], env)
  add('migrate', 'bring the database to the newest schema', ['dataDir', 'databaseUrl', 'logLevel'], migrate)
  add('jobs', 'list what the registry has still to do by itself', ['dataDir', 'databaseUrl'], jobs)

  const key = program.command('key').description('make, list and delete keys, on the machine that has the database')
  add(
    'create',
    'make one more key, for whoever lost theirs',
    ['dataDir', 'databaseUrl'],
    (config, command) => keyCreate(config, command.opts()),
    key,
  )
    .option('--principal <name or id>', 'whose key it is (default: the oldest admin)')
    .option('--output <file>', 'the file to write (default: one in the data directory)')
  add('list', 'list the keys and who holds them', ['dataDir', 'databaseUrl'], keyList, key)
  const deleteKey: Run = (config, { args: [clientId = ''] }) => keyDelete(config, clientId)
  add('delete <client-id>', 'delete a key and its access tokens', ['dataDir', 'databaseUrl'], deleteKey, key)

  await program.parseAsync(argv)
  return exitCode
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
  repeatable,
}: Setting<unknown>): Option {
  const unset = byDefault ?? otherwise
  const origin = unset === null ? variable : `${variable}, default: ${unset}`
  const option = new Option(placeholder === null ? flag : `${flag} ${placeholder}`, `${description} (${origin})`)
  if (!repeatable) return option
  return option.argParser((value: string, earlier: string | undefined) => [earlier, value].filter(Boolean).join(','))
}
