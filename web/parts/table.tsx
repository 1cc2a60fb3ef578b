// A table with named columns, in a frame of its own that scrolls in a narrow window.
import type { ReactNode } from 'react'

interface TableProps {
  readonly columns: readonly ReactNode[]
  /** A name for tables in which nothing takes the focus: it makes the frame focusable, and so scrollable by keyboard. */
  readonly label?: string
  /** Whether the rows come in groups, each a `tbody` of its own with a cell that spans its rows. */
  readonly hasGroups?: boolean
  /** The rows of the table, or its groups of rows. */
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
