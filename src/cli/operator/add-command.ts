import type { Command } from 'commander'
import type { Config } from '../../config/config.ts'

/** Declares one of the commands that need the database, below a noun; answers it for its options. */
export type AddCommand = (
  words: string,
  description: string,
  /** The command has what is given beside settings. */
  run: (config: Config, command: Command) => Promise<void>,
) => Command
