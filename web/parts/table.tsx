// A table of the pages: its columns by name, and a frame of its own to scroll in where the window is narrow.
import type { ReactNode } from 'react'

interface TableProps {
  readonly columns: readonly ReactNode[]
  /** What it is, where nothing in it takes the focus: it is scrolled by keyboard then. */
  readonly label?: string
  /** Whether its rows come in groups, each a `tbody` of its own with a cell that spans its rows. */
  readonly hasGroups?: boolean
  /** What stands in the body: its rows, or its groups of them. */
  readonly children: ReactNode
}

export function Table({ columns, label, hasGroups = false, children }: TableProps) {
  return (
    <div className="table-frame" {...(label !== undefined && { role: 'region', 'aria-label': label, tabIndex: 0 })}>
      <table className={hasGroups ? 'table table-groups' : 'table'}>
        <thead>
          <tr>
            {columns.map((name, index) => (
              <th key={index} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {hasGroups ? children : <tbody>{children}</tbody>}
      </table>
    </div>
  )
}
