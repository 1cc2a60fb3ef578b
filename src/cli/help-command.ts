import type { Command } from 'commander'
import { speakOfMistakes } from './client/client-commands.ts'

/** Declares `help`, which follows all words of a command. Commander's own takes only the first, and does not report unknown words. */
export function addHelpCommand(program: Command): void {
  const help = program.command('help [command...]').description('display help for a command').helpGroup('Commands:')
  speakOfMistakes(help).action(() => {
    let place = program
    for (const [index, word] of help.args.entries()) {
      const below = place.commands.find((command) => command.name() === word)
      if (below === undefined) {
        const known = ['assay help', ...help.args.slice(0, index)].join(' ')
        return help.error(
          `error: ${JSON.stringify(help.args.slice(0, index + 1).join(' '))} is not a command: ${known} lists the commands`,
        )
      }
      place = below
    }
    place.help()
  })
}
