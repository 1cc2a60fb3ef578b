// What is new, gone or different, in words and signs rather than by colour alone.
import { compareWords } from '../words/compare-words.ts'
import { words } from '../words/words.ts'
import { type Change, isGone, isNew, isOther } from './differences.ts'
import { Table } from '../parts/table.tsx'

const { allSame, andSame, columns, marks } = compareWords

export function ChangeMark({ change }: { readonly change: Change }) {
  if (isNew(change))
    return (
      <span className="badge" data-look="valid">
        + {marks.new}
      </span>
    )
  return isGone(change) ? (
    <span className="badge" data-look="revoked">
      − {marks.gone}
    </span>
  ) : (
    <span className="badge">{marks.other}</span>
  )
}

interface ChangesProps {
  readonly changes: readonly Change[]
}

/** A line for each change: its name, and its values where they say more than the name. */
export function ChangesInShort({ changes, hasValues = false }: ChangesProps & { readonly hasValues?: boolean }) {
  const others = changes.filter(isOther)
  if (others.length === 0) return <span className="quiet">{allSame(changes.length)}</span>
  return (
    <>
      {others.map((change) => (
        <div key={change.name}>
          <ChangeMark change={change} /> {change.name}
          {hasValues && (
            <code>
              {' '}
              {change.before ?? ''}
              {change.before !== null && change.after !== null && ' → '}
              {change.after ?? ''}
            </code>
          )}
        </div>
      ))}
    </>
  )
}

interface ChangeTableProps extends ChangesProps {
  readonly title: string
  /** The headings of the values: `v6` and `v7`. */
  readonly before: string
  readonly after: string
}

export function ChangeTable({ title, changes, before, after }: ChangeTableProps) {
  const others = changes.filter(isOther)
  const same = changes.length - others.length
  return (
    <section>
      <h2>{title}</h2>
      {others.length > 0 && (
        <Table columns={[columns.name, before, after, columns.change]} label={title}>
          {others.map((change) => (
            <tr key={change.name}>
              <th scope="row" style={{ minWidth: '12rem' }}>
                {change.name}
              </th>
              <Value text={change.before} />
              <Value text={change.after} />
              <td>
                <ChangeMark change={change} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {(same > 0 || others.length === 0) && (
        <p className="quiet">{others.length === 0 ? allSame(same) : andSame(same)}</p>
      )}
    </section>
  )
}

function Value({ text }: { readonly text: string | null }) {
  return (
    <td style={{ minWidth: '8rem', overflowWrap: 'anywhere' }}>
      {text === null ? <span className="quiet">{words.none}</span> : <code>{text}</code>}
    </td>
  )
}
