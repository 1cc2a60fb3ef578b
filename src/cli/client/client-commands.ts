// The commands that ask a server, for people and scripts: which nouns there are, and how their commands are declared. None of
// them opens a database, or reads a setting of a server; all run from any folder, and ask by src/client alone.
import type { Command } from 'commander'
import { type AddClientCommand, addSharedOptions, examplesText } from './client-command.ts'

interface ClientNoun {
  readonly description: string
  readonly load: () => Promise<(add: AddClientCommand) => void>
}

export const clientNouns: Readonly<Record<string, ClientNoun>> = {
  bucket: {
    description: 'list, show, make, change and delete buckets',
    load: async () => (await import('./bucket/bucket-commands.ts')).bucketCommands,
  },
  channel: {
    description: 'list, show, make, point, promote and delete channels',
    load: async () => (await import('./channel/channel-commands.ts')).channelCommands,
  },
}

/** Declares the commands of a noun; `ended` is told how the one that was run ended. */
export async function addClientNoun(
  parent: Command,
  { load }: ClientNoun,
  ended: (exitCode: number) => void,
): Promise<void> {
  const addCommands = await load()
  parent
    .exitOverride()
    .showHelpAfterError('(--help tells what it takes)')
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'assay: '))
      },
    })
  addCommands((words, { description, examples, run, confirmed = false }) => {
    const command = parent.command(words).description(description).addHelpText('after', examplesText(examples))
    addSharedOptions(command, confirmed)
    return command.action(async () => {
      const { runClient } = await import('./run-client.ts')
      ended(await runClient(command, run))
    })
  })
}
