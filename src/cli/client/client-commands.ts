// The commands that ask a server, for people and scripts: which nouns there are, and how their commands are declared. None of
// them opens a database, or reads a setting of a server; all run from any folder, and ask by src/client alone.
import type { Command } from 'commander'
import { type AddClientCommand, addExamples, addSharedOptions } from './client-command.ts'

interface ClientNoun {
  readonly description: string
  readonly load: () => Promise<(add: AddClientCommand) => void>
}

export const clientNouns: Readonly<Record<string, ClientNoun>> = {
  bucket: {
    description: 'list, show, make, change and delete buckets',
    load: async () => (await import('./registry/bucket/bucket-commands.ts')).bucketCommands,
  },
  version: {
    description: 'list, show, make, revoke, restore and delete versions',
    load: async () => (await import('./registry/version/version-commands.ts')).versionCommands,
  },
  build: {
    description: 'list, show, make, change and delete builds of a version',
    load: async () => (await import('./registry/build/build-commands.ts')).buildCommands,
  },
  channel: {
    description: 'list, show, make, point, promote and delete channels',
    load: async () => (await import('./registry/channel/channel-commands.ts')).channelCommands,
  },
  artifact: {
    description: 'find where an image comes from, and which one to use',
    load: async () => (await import('./registry/artifact/artifact-commands.ts')).artifactCommands,
  },
  ancestry: {
    description: 'tell which images are built from which',
    load: async () => (await import('./registry/ancestry/ancestry-commands.ts')).ancestryCommands,
  },
  sbom: {
    description: 'list, get and put what is inside an image',
    load: async () => (await import('./registry/sbom/sbom-commands.ts')).sbomCommands,
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
    const command = parent.command(words).description(description)
    addExamples(command, examples)
    addSharedOptions(command, confirmed)
    return command.action(async () => {
      const { runClient } = await import('./run-client.ts')
      ended(await runClient(command, run))
    })
  })
}
