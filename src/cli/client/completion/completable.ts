import type { Command } from 'commander'

/** A point in a command line at which words can be completed. */
export interface Completable {
  /** The commands before it: `channel promote`; empty after `assay`. */
  readonly path: string
  readonly words: readonly CompletableWord[]
}

export interface CompletableWord {
  readonly word: string
  readonly description: string
  /** All values that an option takes; empty if they are not known. */
  readonly choices: readonly string[]
  /** The short form of the option: `-o`. */
  readonly short: string | null
}

/** All completion points, the start of the line first. Commands that only `assay completion` has declared are included. */
export const completableOf = (program: Command): readonly Completable[] => placesOf(program, [])

function placesOf(command: Command, path: readonly string[]): readonly Completable[] {
  const commands = command.commands.map((below) => wordOf(below.name(), below.description()))
  const options = command.options.map(({ long, short, description, argChoices }) => ({
    ...wordOf(long ?? short ?? '', description),
    choices: argChoices ?? [],
    short: short ?? null,
  }))
  const values = command.registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((choice) => wordOf(choice, description)),
  )
  const help = wordOf('--help', 'display help')
  return [
    { path: path.join(' '), words: [...commands, ...values, ...options, help] },
    ...command.commands.flatMap((below) => placesOf(below, [...path, below.name()])),
  ]
}

const wordOf = (word: string, description: string): CompletableWord => ({
  word,
  description: plain(description),
  choices: [],
  short: null,
})

/** The values that may follow a command and one of its options (`bucket list -o`), for options whose values are all known. */
export function choicesOf(places: readonly Completable[]): ReadonlyMap<string, readonly string[]> {
  const known = places.flatMap(({ path, words }) =>
    words.filter(({ choices }) => choices.length > 0).map((option) => ({ path, ...option })),
  )
  return new Map(
    known.flatMap(({ path, word, short, choices }) =>
      [word, ...(short === null ? [] : [short])].map((flag) => [`${path} ${flag}`, choices]),
    ),
  )
}

/** Removes the characters that are special in a quoted word of a shell. */
const plain = (text: string): string => text.replace(/['"`$\\]/g, '').replace(/\s+/g, ' ')
