// Which commits lie between two versions, with the page that shows them where the place of the repository is known.
import { words } from '../words/words.ts'
import type { WholeVersion } from './differences.ts'
import { commitRangeUrl, type Provenance, provenanceOf } from './provenance.ts'

const { unknownCommits, uncommitted } = words.compare
const SHORT = 8

interface CommitRangeProps {
  readonly from: WholeVersion | null
  readonly to: WholeVersion
}

export function CommitRange({ from, to }: CommitRangeProps) {
  const before = from && provenanceOf(from)
  const after = provenanceOf(to)
  const url = before && commitRangeUrl(before, after)
  const range = before ? (
    <>
      <Commit of={before} />…<Commit of={after} />
    </>
  ) : (
    <Commit of={after} />
  )
  return (
    <>
      {url === null ? range : <a href={url}>{range}</a>}
      {after.hasUncommitted && ` ${uncommitted}`}
    </>
  )
}

function Commit({ of: { commit } }: { readonly of: Provenance }) {
  return commit === null ? <span className="quiet">{unknownCommits}</span> : <code>{commit.slice(0, SHORT)}</code>
}
