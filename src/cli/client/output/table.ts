import type CliTable from 'cli-table3'
import { coloured, type Tone } from './colour.ts'
import { printable } from './printable.ts'

export interface Column<Item> {
  readonly title: string
  readonly text: (item: Item) => string
  /** No tone by default. */
  readonly tone?: (item: Item) => Tone | null
}

const LINES = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
const MORE_LINES = ['left-mid', 'mid', 'mid-mid', 'right', 'right-mid']

/** A table without lines and with two spaces between columns, so that `awk` can read it as well as people. */
export async function tableOf<Item>(columns: readonly Column<Item>[], items: readonly Item[]): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const table: CliTable.Table = new Table({
    chars: { ...Object.fromEntries([...LINES, ...MORE_LINES].map((place) => [place, ''])), middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    head: columns.map(({ title }) => coloured('title', title.toUpperCase())),
  })
  for (const item of items)
    table.push(
      columns.map(({ text, tone }) => {
        const shown = printable(text(item))
        const wanted = shown === '' ? null : tone?.(item)
        return wanted ? coloured(wanted, shown) : shown
      }),
    )
  return table.toString().replace(/ +$/gm, '')
}
