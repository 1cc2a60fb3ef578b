import type { Command } from 'commander'

/** A place in a line where something can be completed: after these words. */
export interface Completable {
  /** `channel promote`; empty for what comes after `assay`. */
  readonly path: string
  readonly words: readonly CompletableWord[]
}

export interface CompletableWord {
  readonly word: string
  readonly description: string
}

/** Every place, the whole line first. Commands that only the completion itself declares are there as well. */
export const completableOf = (program: Command): readonly Completable[] => placesOf(program, [])

function placesOf(command: Command, path: readonly string[]): readonly Completable[] {
  const commands = command.commands.map((below) => ({ word: below.name(), description: plain(below.description()) }))
  const options = command.options.map(({ long, short, description }) => ({
    word: long ?? short ?? '',
    description: plain(description),
  }))
  const help = { word: '--help', description: 'display help' }
  return [
    { path: path.join(' '), words: [...commands, ...options, help] },
    ...command.commands.flatMap((below) => placesOf(below, [...path, below.name()])),
  ]
}

/** Without what means something in a quoted word of a shell. */
const plain = (text: string): string => text.replace(/['"`$\\]/g, '').replace(/\s+/g, ' ')
