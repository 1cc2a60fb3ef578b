// Calls of methods that return pages.
import type { Edge, Order, PageRequest } from '../../src/domain/page.ts'

export type Asked<Port> = (port: Port) => Promise<unknown>

/** The first page, one from within, and one that is read backwards. */
export function pages<Port, Field extends string>(
  list: (port: Port, page: PageRequest<Field>) => Promise<unknown>,
  orders: Readonly<Record<string, readonly [Edge['values'], ...(readonly Order<Field>[])]>>,
): Readonly<Record<string, Asked<Port>>> {
  const asked = Object.entries(orders).flatMap(([name, [values, ...order]]) => {
    const pageAt = (edge: Edge | null) => (port: Port) => list(port, { size: 20, order, edge })
    return [
      [name, pageAt(null)],
      [`${name}, after`, pageAt({ direction: 'after', values })],
      [`${name}, before`, pageAt({ direction: 'before', values })],
    ] as const
  })
  return Object.fromEntries(asked)
}
export const up = <Field extends string>(field: Field): Order<Field> => ({ field, descending: false })
export const down = <Field extends string>(field: Field): Order<Field> => ({ field, descending: true })
