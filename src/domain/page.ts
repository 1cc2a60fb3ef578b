// Keyset pages: a page is cut by the values of the row at its edge, never by an offset, so that it stays right while
// rows come and go. The tokens that clients see are made of these edges in http/.

export interface Order<Field extends string> {
  readonly field: Field
  readonly descending: boolean
}

/** The row beside which a page begins: the values of the order's fields, the id last. */
export interface Edge {
  readonly direction: 'after' | 'before'
  readonly values: readonly (string | number)[]
}

export interface PageRequest<Field extends string> {
  /** Rows at most; null asks for all of them and is only for lists that are bounded by nature. */
  readonly size: number | null
  readonly order: readonly Order<Field>[]
  readonly edge: Edge | null
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: Edge | null
  readonly previous: Edge | null
}
