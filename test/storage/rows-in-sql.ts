// Rows by the thousand, as expressions that both databases understand.
import type { RawBuilder } from 'kysely'

/** `table` gets `count` rows; the columns are expressions in which `n` counts from 1. */
export interface Table {
  readonly table: string
  readonly count: number
  readonly columns: Readonly<Record<string, string | RawBuilder<unknown>>>
}

export const id = (name: string, number: string) => `'${name}-' || cast(100000 + ${number} as text)`
export const longId = (name: string, number: string) => `'${name}-' || cast(1000000 + ${number} as text)`
/** About a second apart, so that ages differ. */
export const age = (number: string) =>
  `'2025-' || substr(cast(101 + (${number}) / 8640 % 12 as text), 2) || '-01T00:' || substr(cast(100 + (${number}) / 60 % 60 as text), 2) || ':' || substr(cast(100 + (${number}) % 60 as text), 2) || '.000Z'`
export const stamps = (number: string) => ({ created_at: age(number), updated_at: age(number) })
