// The commits between two versions, with a link to the page that shows them where the repository is known.
import { compareWords } from '../words/compare-words.ts'
import type { Commit } from '../version/origin.ts'
import type { WholeVersion } from './differences.ts'
import { commitRangeUrl, provenanceOf } from './provenance.ts'

const { unknownCommits, uncommitted } = compareWords
const SHORT = 8

interface CommitRangeProps {
  readonly from: WholeVersion | null
  readonly to: WholeVersion
}

export function CommitRange({ from, to }: CommitRangeProps) {
  const before = from && provenanceOf(from).commit
  const after = provenanceOf(to).commit
  const url = before && after && commitRangeUrl(before, after)
  const isTold = before !== null || after !== null
  const range =
    from && isTold ? (
      <>
        <Id of={before} />…<Id of={after} />
      </>
    ) : (
      <Id of={after} />
    )
  return (
    <>
      {url === null ? (
        range
      ) : (
        <a href={url} rel="noreferrer">
          {range}
        </a>
      )}
      {after?.hasUncommittedChanges === true && ` ${uncommitted}`}
    </>
  )
}

function Id({ of: commit }: { readonly of: Commit | null }) {
  return commit === null ? <span className="quiet">{unknownCommits}</span> : <code>{commit.id.slice(0, SHORT)}</code>
}
