// How values are kept that no database has a type for, or that not all keep alike.
import type { Labels } from '../../domain/catalog/bucket/bucket.ts'
import type * as rows from '../schema.ts'

/** A plain array: drivers answer with buffers of their own. */
export const bytesFrom = (column: Uint8Array): Uint8Array => new Uint8Array(column)

export const flag = (value: boolean): rows.Flag => (value ? 1 : 0)
export const json = (value: unknown): rows.Json => JSON.stringify(value)
export const labelsFrom = (column: rows.Json): Labels => JSON.parse(column) as Labels
