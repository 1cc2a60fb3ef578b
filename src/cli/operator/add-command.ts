import type { Command } from 'commander'
import type { Config } from '../../config/config.ts'

/** Declares a command that needs the database, below a noun, and returns it so that options can be added. */
export type AddCommand = (
  words: string,
  description: string,
  /** The command carries its arguments and its options. */
  run: (config: Config, command: Command) => Promise<void>,
) => Command
