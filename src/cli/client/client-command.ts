import type { Command } from 'commander'
import type { Operations } from '../../client/apis.ts'
import type { Client } from '../../client/client.ts'
import type { Location } from '../../client/operation-request.ts'
import { type Format, formatOption, type Output } from './output/output.ts'
import type { FoundServer } from './server/find-server.ts'

/** What a command that calls a server works with. */
export interface ClientContext {
  /** Works in one project; the signal cancels its calls. */
  readonly client: Client<Operations>
  readonly output: Output
  /** Asks the user, unless `--yes` was given; ends the command if the user declines. */
  readonly confirm: (question: string) => Promise<void>
  readonly server: FoundServer
  readonly location: Location
  /** Aborted when the user interrupts the command. */
  readonly signal: AbortSignal
  /** The start of the command, in milliseconds of `Date.now()`: relative times are counted from it. */
  readonly now: number
}

/** The command carries its own arguments and options in addition to the shared ones. */
export type RunClient = (context: ClientContext, command: Command) => Promise<void>

export interface ClientCommand {
  readonly description: string
  /** Whole command lines; `assay ... --help` shows them, and a test runs each. */
  readonly examples: readonly string[]
  readonly run: RunClient
  /** Whether the command does something irreversible, and therefore has a `--yes`. */
  readonly confirmed?: boolean
}

/** Declares a command below a noun and returns it, so that options can be added. */
export type AddClientCommand = (words: string, command: ClientCommand) => Command

interface Verb {
  /** Its arguments in the syntax of commander: `[address]`. */
  readonly words: string
  readonly examples: readonly string[]
  readonly options?: (command: Command) => void
}

/** A verb that calls a server as the commands of the nouns do, or one that decides by itself what to do. */
export type DeclaredVerb =
  | (Verb & { readonly kind: 'asks'; readonly run: RunClient })
  | (Verb & {
      readonly kind: 'itself'
      readonly run: (command: Command, signal: AbortSignal, program: Command) => Promise<void>
    })

/** The options of every command that calls a server. */
export interface SharedOptions {
  readonly output: Format
  readonly project?: string
  readonly organization?: string
  readonly yes?: boolean
}

export function addSharedOptions(command: Command, confirmed: boolean): void {
  command
    .addOption(formatOption())
    .option('--project <id>', 'the project to use instead of HCP_PROJECT_ID or that of the login')
    .option('--organization <id>', 'the organization to use instead of HCP_ORGANIZATION_ID or that of the login')
  if (confirmed) command.option('-y, --yes', 'do not ask for confirmation')
}

const examples = new WeakMap<Command, readonly string[]>()

/** The examples of a command; empty if it was not declared here. */
export const examplesOf = (command: Command): readonly string[] => examples.get(command) ?? []

export function addExamples(command: Command, lines: readonly string[]): void {
  examples.set(command, lines)
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`)
}
