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
  /** Of an option: all that its value may be; empty where that is not known. */
  readonly choices: readonly string[]
  /** Of an option that has one: `-o`. */
  readonly short: string | null
}

/** Every place, the whole line first. Commands that only the completion itself declares are there as well. */
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

/** What may come after a command and one of its options (`bucket list -o`), where all of it is known. */
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

/** Without what means something in a quoted word of a shell. */
const plain = (text: string): string => text.replace(/['"`$\\]/g, '').replace(/\s+/g, ' ')
