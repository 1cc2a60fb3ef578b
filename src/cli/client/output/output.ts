// How commands show what a server has answered: as tables and sentences for people, as JSON or YAML with the fields of the API,
// as names for scripts. Answers go to stdout, all else to stderr.
import { Option } from 'commander'
import { coloured } from './colour.ts'
import { escapedText, nameLine, printable, printableLine } from './printable.ts'
import { type Column, tableOf } from './table.ts'

export const formats = ['table', 'json', 'yaml', 'name'] as const
export type Format = (typeof formats)[number]

export const formatOption = (): Option =>
  new Option('-o, --output <format>', 'the output format').choices(formats).default('table')

interface Named<Item> {
  /** The name by which other commands know the item. */
  readonly name: (item: Item) => string
}

export interface ListShown<Item> extends Named<Item> {
  readonly columns: readonly Column<Item>[]
  /** Shown to people if the list is empty: what to do about that. */
  readonly none: string
}

/** What describes an item to people, line by line; a line with an empty text is left out. */
export type Facts = readonly (readonly [label: string, text: string])[]

export interface OneShown<Item> extends Named<Item> {
  readonly facts: Facts
}

export interface ChangeShown<Item> extends Named<Item> {
  /** What was done, for people. */
  readonly sentence: string
}

export interface Output {
  readonly format: Format
  readonly list: <Item>(items: readonly Item[], shown: ListShown<Item>) => Promise<void>
  readonly one: <Item>(item: Item, shown: OneShown<Item>) => Promise<void>
  /** Shows the outcome of a change; for a deleted item, the item as it was. */
  readonly changed: <Item>(item: Item, shown: ChangeShown<Item>) => Promise<void>
  /** Tells people something in addition to the answer, on stderr. */
  readonly note: (sentence: string) => void
}

export function outputAs(format: Format): Output {
  /** Returns whether it printed the value for a program. */
  const forProgram = async (value: unknown, names: () => readonly string[]): Promise<boolean> => {
    if (format === 'table') return false
    if (format === 'name') print(names().map(nameLine).join('\n'))
    else if (format === 'json') print(escapedText(JSON.stringify(value, null, 2)))
    else print((await import('./yaml-text.ts')).yamlText(value))
    return true
  }
  return {
    format,
    async list(items, { columns, name, none }) {
      if (await forProgram(items, () => items.map(name))) return
      if (items.length === 0) process.stderr.write(`${none}\n`)
      else print(await tableOf(columns, items))
    },
    async one(item, { facts, name }) {
      if (!(await forProgram(item, () => [name(item)]))) print(linesOf(facts))
    },
    async changed(item, { sentence, name }) {
      if (!(await forProgram(item, () => [name(item)]))) print(printableLine(sentence))
    },
    note(sentence) {
      process.stderr.write(`${printableLine(sentence)}\n`)
    },
  }
}

function print(text: string): void {
  if (text !== '') process.stdout.write(`${text}\n`)
}

function linesOf(facts: Facts): string {
  const told = facts.filter(([, text]) => text !== '')
  const width = Math.max(...told.map(([label]) => label.length))
  return told
    .map(
      ([label, text]) =>
        `${coloured('title', label.padEnd(width))}  ${text
          .split('\n')
          .map(printable)
          .join(`\n${' '.repeat(width + 2)}`)}`,
    )
    .join('\n')
}
