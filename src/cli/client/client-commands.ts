// The commands that ask a server, for people and scripts: which nouns there are, and how their commands are declared. None of
// them opens a database, or reads a setting of a server; all run from any folder, and ask by src/client alone.
import type { Command } from 'commander'
import {
  type AddClientCommand,
  addExamples,
  addSharedOptions,
  type ClientCommand,
  type DeclaredVerb,
} from './client-command.ts'

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
  webhook: {
    description: 'list who is told of what happens, and what became of that',
    load: async () => (await import('./telling/webhook/webhook-commands.ts')).webhookCommands,
  },
  'audit-log': {
    description: 'list or export what was done, and who was refused',
    load: async () => (await import('./telling/audit-log/audit-log-commands.ts')).auditLogCommands,
  },
  stream: {
    description: 'list where the audit log is sent, and try it',
    load: async () => (await import('./telling/stream/stream-commands.ts')).streamCommands,
  },
}

interface ClientVerb {
  readonly description: string
  readonly load: () => Promise<DeclaredVerb>
}

export const clientVerbs: Readonly<Record<string, ClientVerb>> = {
  publish: {
    description:
      'register images that were built elsewhere: by Packer, osbuild-composer, EC2 Image Builder, or as they are said',
    load: async () => (await import('./publish/publish.ts')).publishVerb,
  },
  mirror: {
    description: 'copy a registry from another server of the same API, HCP Packer say, or to one',
    load: async () => (await import('./registry/mirror/mirror.ts')).mirrorVerb,
  },
  export: {
    description: 'write a registry into one signed file',
    load: async () => (await import('./registry/mirror/export.ts')).exportVerb,
  },
  import: {
    description: 'bring what assay export has written into a registry',
    load: async () => (await import('./registry/mirror/import.ts')).importVerb,
  },
  login: {
    description: 'log in to a server: in your browser, with a key, or with a credential file',
    load: async () => (await import('./access/login.ts')).loginVerb,
  },
  logout: {
    description: 'end a login by browser, and forget what assay login has kept',
    load: async () => (await import('./access/logout.ts')).logoutVerb,
  },
  whoami: {
    description: 'tell who asks, which server, and where',
    load: async () => (await import('./access/whoami.ts')).whoamiVerb,
  },
  doctor: {
    description: 'look for what keeps clients from working, and tell what to do',
    load: async () => (await import('./doctor/doctor.ts')).doctorVerb,
  },
  completion: {
    description: 'print what has a shell complete the words of assay',
    load: async () => (await import('./completion/completion.ts')).completionVerb,
  },
}

type Ended = (exitCode: number) => void

/** Declares the commands of a noun; `ended` is told how the one that was run ended. */
export async function addClientNoun(parent: Command, { load }: ClientNoun, ended: Ended): Promise<void> {
  const addCommands = await load()
  speakOfMistakes(parent)
  addCommands((words, declared) => declareClient(parent.command(words), declared, ended))
}

/** Declares a command that is a word of its own. */
export async function addClientVerb(program: Command, verb: string, found: ClientVerb, ended: Ended): Promise<void> {
  const declared = await found.load()
  const command = speakOfMistakes(program.command([verb, declared.words].join(' ').trimEnd()))
  if (declared.kind === 'asks') declareClient(command, { ...declared, description: found.description }, ended)
  else {
    addExamples(command.description(found.description), declared.examples)
    command.action(async () => {
      const { reported } = await import('./run-client.ts')
      ended(await reported((signal) => declared.run(command, signal, program)))
    })
  }
  declared.options?.(command)
}

function declareClient(command: Command, declared: ClientCommand, ended: Ended): Command {
  const { description, examples, run, confirmed = false } = declared
  addExamples(command.description(description), examples)
  addSharedOptions(command, confirmed)
  return command.action(async () => {
    const { runClient } = await import('./run-client.ts')
    ended(await runClient(command, run))
  })
}

/** What is wrong in its words ends the command with the code for that, rather than the process. What is made of it later does the same. */
export const speakOfMistakes = (command: Command): Command =>
  command
    .exitOverride()
    .showHelpAfterError('(--help tells what it takes)')
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'assay: '))
      },
    })
