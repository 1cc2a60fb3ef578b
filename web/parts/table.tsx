// A table of the pages: its columns by name, and a frame of its own to scroll in where the window is narrow.
import type { ReactNode } from 'react'

interface TableProps {
  readonly columns: readonly string[]
  /** What it is, where nothing in it takes the focus: it is scrolled by keyboard then. */
  readonly label?: string
  /** What stands in the body: its rows. */
  readonly children: ReactNode
}

export function Table({ columns, label, children }: TableProps) {
  return (
    <div className="table-frame" {...(label !== undefined && { role: 'region', 'aria-label': label, tabIndex: 0 })}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((name, index) => (
              <th key={index} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
