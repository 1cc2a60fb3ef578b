// The commands that call a server, for people and scripts: which nouns there are, and how their commands are declared. None of them opens a
// database or reads a server's settings. All run from any folder, and call the server through src/client alone.
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
    description: 'list, show, create, update and delete buckets',
    load: async () => (await import('./registry/bucket/bucket-commands.ts')).bucketCommands,
  },
  version: {
    description: 'list, show, create, revoke, restore and delete versions',
    load: async () => (await import('./registry/version/version-commands.ts')).versionCommands,
  },
  build: {
    description: 'list, show, create, update and delete builds of a version',
    load: async () => (await import('./registry/build/build-commands.ts')).buildCommands,
  },
  channel: {
    description: 'list, show, create, update, promote, roll back and delete channels',
    load: async () => (await import('./registry/channel/channel-commands.ts')).channelCommands,
  },
  artifact: {
    description: 'find the version that an image belongs to, or the image to use',
    load: async () => (await import('./registry/artifact/artifact-commands.ts')).artifactCommands,
  },
  ancestry: {
    description: 'list what a bucket is built from, and what is built from it',
    load: async () => (await import('./registry/ancestry/ancestry-commands.ts')).ancestryCommands,
  },
  sbom: {
    description: 'upload, list and download the SBOMs of a version',
    load: async () => (await import('./registry/sbom/sbom-commands.ts')).sbomCommands,
  },
  webhook: {
    description: 'list webhooks and their deliveries, and send deliveries again',
    load: async () => (await import('./telling/webhook/webhook-commands.ts')).webhookCommands,
  },
  'audit-log': {
    description: 'list or export the audit log: what was done, and what was refused',
    load: async () => (await import('./telling/audit-log/audit-log-commands.ts')).auditLogCommands,
  },
  stream: {
    description: 'list the streams that the audit log is sent to, and test them',
    load: async () => (await import('./telling/stream/stream-commands.ts')).streamCommands,
  },
}

interface ClientVerb {
  readonly description: string
  readonly load: () => Promise<DeclaredVerb>
}

export const clientVerbs: Readonly<Record<string, ClientVerb>> = {
  publish: {
    description: 'register images that were built by Packer, osbuild-composer, EC2 Image Builder or other tools',
    load: async () => (await import('./publish/publish.ts')).publishVerb,
  },
  mirror: {
    description: 'copy a registry from another server with the same API, such as HCP Packer, or to one',
    load: async () => (await import('./registry/mirror/mirror.ts')).mirrorVerb,
  },
  export: {
    description: 'write a registry to one signed file',
    load: async () => (await import('./registry/mirror/export.ts')).exportVerb,
  },
  import: {
    description: 'import a file from assay export into a registry',
    load: async () => (await import('./registry/mirror/import.ts')).importVerb,
  },
  login: {
    description: 'log in to a server: in your browser, with a key, or with a credential file',
    load: async () => (await import('./access/login.ts')).loginVerb,
  },
  logout: {
    description: 'end a browser login, and delete the credentials that assay login has stored',
    load: async () => (await import('./access/logout.ts')).logoutVerb,
  },
  whoami: {
    description: 'show your identity, the server, the organization and the project',
    load: async () => (await import('./access/whoami.ts')).whoamiVerb,
  },
  doctor: {
    description: 'find what keeps Packer, Terraform and assay from working, and suggest fixes',
    load: async () => (await import('./doctor/doctor.ts')).doctorVerb,
  },
  completion: {
    description: 'print a completion script for a shell',
    load: async () => (await import('./completion/completion.ts')).completionVerb,
  },
}

type Ended = (exitCode: number) => void

/** Declares the commands of a noun; `ended` receives the exit code of the one that was run. */
export async function addClientNoun(parent: Command, { load }: ClientNoun, ended: Ended): Promise<void> {
  const addCommands = await load()
  speakOfMistakes(parent)
  addCommands((words, declared) => declareClient(parent.command(words), declared, ended))
}

/** Declares a command that is a single verb. */
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

/**
 * Makes a mistake in a command line end the command with the exit code for mistakes, rather than end the process. Subcommands inherit this.
 */
export const speakOfMistakes = (command: Command): Command =>
  command
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'assay: '))
      },
    })
