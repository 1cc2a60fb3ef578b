import type { Command } from 'commander'
import type { Operations } from '../../client/apis.ts'
import type { Client } from '../../client/client.ts'
import type { Location } from '../../client/operation-request.ts'
import { type Format, formatOption, type Output } from './output/output.ts'
import type { FoundServer } from './server/find-server.ts'

/** What a command that asks a server has for it. */
export interface ClientContext {
  /** In one project; what it asks is called off by the signal. */
  readonly client: Client<Operations>
  readonly output: Output
  /** Asks a person unless `--yes` is there; ends the command when they do not want it. */
  readonly confirm: (question: string) => Promise<void>
  readonly server: FoundServer
  readonly location: Location
  /** Called off when somebody interrupts the command. */
  readonly signal: AbortSignal
  /** Milliseconds of `Date.now()` at the start: distances in time are counted from it. */
  readonly now: number
}

/** The command has what is given beside the options that all have. */
export type RunClient = (context: ClientContext, command: Command) => Promise<void>

export interface ClientCommand {
  readonly description: string
  /** Whole lines as people type them; `assay ... --help` shows them, and each is run by a test. */
  readonly examples: readonly string[]
  readonly run: RunClient
  /** Whether it does what cannot be taken back, so that there is a `--yes`. */
  readonly confirmed?: boolean
}

/** Declares a command below a noun; answers it for its options. */
export type AddClientCommand = (words: string, command: ClientCommand) => Command

interface Verb {
  /** Its arguments, as commander has them: `[address]`. */
  readonly words: string
  readonly examples: readonly string[]
  readonly options?: (command: Command) => void
}

/** One that asks a server as the nouns do, or one that finds out by itself what to do. */
export type DeclaredVerb =
  | (Verb & { readonly kind: 'asks'; readonly run: RunClient })
  | (Verb & {
      readonly kind: 'itself'
      readonly run: (command: Command, signal: AbortSignal, program: Command) => Promise<void>
    })

/** Options that every command has which asks a server. */
export interface SharedOptions {
  readonly output: Format
  readonly project?: string
  readonly organization?: string
  readonly yes?: boolean
}

export function addSharedOptions(command: Command, confirmed: boolean): void {
  command
    .addOption(formatOption())
    .option('--project <id>', 'another project than HCP_PROJECT_ID, or that of the login')
    .option('--organization <id>', 'another organization than HCP_ORGANIZATION_ID, or that of the login')
  if (confirmed) command.option('-y, --yes', 'do not ask first')
}

const examples = new WeakMap<Command, readonly string[]>()

/** Of a command that was declared here; none of another. */
export const examplesOf = (command: Command): readonly string[] => examples.get(command) ?? []

export function addExamples(command: Command, lines: readonly string[]): void {
  examples.set(command, lines)
  command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`)
}
