// What changes for whoever deploys from a channel, before the channel is moved.
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { TimeAgo } from '../parts/time-ago.tsx'
import { compareWords } from '../words/compare-words.ts'
import { ChangesInShort } from './change-list.tsx'
import { CommitRange } from './commit-range.tsx'
import { differencesOf, numberOf, type WholeVersion } from './differences.ts'
import { useVersions, versionsBetween } from './recent-versions.ts'

const { sections } = compareWords

interface DifferenceInShortProps {
  readonly place: BucketPlace
  /** Null where nothing is yet. */
  readonly from: WholeVersion | null
  readonly to: WholeVersion
}

export function DifferenceInShort({ place, from, to }: DifferenceInShortProps) {
  const { builds, platforms, regions, labels, tools } = differencesOf(from, to)
  return (
    <dl className="facts">
      <dt>{sections.versions}</dt>
      <dd>
        {from ? (
          <>
            {from.name} → {to.name} <Between place={place} from={from} to={to} />
          </>
        ) : (
          to.name
        )}
      </dd>
      <dt>{sections.ages}</dt>
      <dd>
        {from && (
          <>
            <TimeAgo at={from.created_at} /> →{' '}
          </>
        )}
        <TimeAgo at={to.created_at} />
      </dd>
      <dt>{sections.builds}</dt>
      <dd>
        <ChangesInShort changes={builds} />
      </dd>
      <dt>{sections.platforms}</dt>
      <dd>
        <ChangesInShort changes={platforms} />
      </dd>
      <dt>{sections.regions}</dt>
      <dd>
        <ChangesInShort changes={regions} />
      </dd>
      <dt>{sections.labels}</dt>
      <dd>
        <ChangesInShort changes={labels} hasValues />
      </dd>
      <dt>{sections.tools}</dt>
      <dd>
        <ChangesInShort changes={tools} hasValues />
      </dd>
      <dt>{sections.commits}</dt>
      <dd>
        <CommitRange from={from} to={to} />
      </dd>
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
