// What changes for those who deploy from a channel, before the channel is moved.
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { Fact } from '../parts/fact.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { compareWords } from '../words/compare-words.ts'
import { ChangesInShort } from './change-list.tsx'
import { CommitRange } from './commit-range.tsx'
import { differencesOf, numberOf, type WholeVersion } from './differences.ts'
import { useVersions, versionsBetween } from './recent-versions.ts'

const { sections } = compareWords

interface DifferenceInShortProps {
  readonly place: BucketPlace
  /** Null when the channel points at nothing yet. */
  readonly from: WholeVersion | null
  readonly to: WholeVersion
}

export function DifferenceInShort({ place, from, to }: DifferenceInShortProps) {
  const { builds, platforms, regions, labels, tools } = differencesOf(from, to)
  return (
    <dl className="facts">
      <Fact name={sections.versions}>
        {from ? (
          <>
            {from.name} → {to.name} <Between place={place} from={from} to={to} />
          </>
        ) : (
          to.name
        )}
      </Fact>
      <Fact name={sections.ages}>
        {from && (
          <>
            <TimeAgo at={from.created_at} /> →{' '}
          </>
        )}
        <TimeAgo at={to.created_at} />
      </Fact>
      <Fact name={sections.builds}>
        <ChangesInShort changes={builds} />
      </Fact>
      <Fact name={sections.platforms}>
        <ChangesInShort changes={platforms} />
      </Fact>
      <Fact name={sections.regions}>
        <ChangesInShort changes={regions} />
      </Fact>
      <Fact name={sections.labels}>
        <ChangesInShort changes={labels} hasValues />
      </Fact>
      <Fact name={sections.tools}>
        <ChangesInShort changes={tools} hasValues />
      </Fact>
      <Fact name={sections.commits}>
        <CommitRange from={from} to={to} />
      </Fact>
    </dl>
  )
}

function Between({ place, from, to }: DifferenceInShortProps & { readonly from: WholeVersion }) {
  const { versions } = useVersions(place)
  if (versions === undefined) return null
  const names = versionsBetween(versions, from.name, to.name)
  const isBack = numberOf(to.name) < numberOf(from.name)
  return (
    <span className="quiet">
      ({names === undefined ? compareWords.betweenMany : compareWords.between(names, isBack)})
    </span>
  )
}
