// Two versions of a bucket side by side: each by its fingerprint, or by the channel that points at it.
import { Button, Group, Select } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../asking/use-answer.ts'
import { type BucketPlace, useBucketPlace } from '../bucket/use-bucket.ts'
import { usePart } from '../bucket/use-part.ts'
import { type Channel, inOrder } from '../channel/pointing.ts'
import { Answered } from '../parts/answered.tsx'
import { SectionHead } from '../parts/section-head.tsx'
import { channelWords } from '../words/channel-words.ts'
import { compareWords } from '../words/compare-words.ts'
import { words } from '../words/words.ts'
import { Comparison } from './comparison.tsx'
import { useVersions } from './recent-versions.ts'
import { useWholeVersion } from './use-whole-version.ts'

const says = compareWords

export function ComparePage() {
  const place = useBucketPlace()
  const answer = useAnswer('PackerService_ListChannels', { params: place.params })
  return (
    <>
      <SectionHead title={says.title} />
      <Answered answer={answer}>{({ channels }) => <Sides place={place} channels={inOrder(channels)} />}</Answered>
    </>
  )
}

interface SidesProps {
  readonly place: BucketPlace
  readonly channels: readonly Channel[]
}

function Sides({ place, channels }: SidesProps) {
  const [search, setSearch] = useSearchParams()
  const from = search.get('from') ?? ''
  const to = search.get('to') ?? ''
  const { versions = [] } = useVersions(place)
  const called = (named: string) => versions.find(({ fingerprint }) => fingerprint === named)?.name ?? named
  usePart(from === '' || to === '' ? says.title : says.these(called(from), called(to)))
  const set = (next: Readonly<Record<string, string>>) => {
    setSearch(next)
  }
  return (
    <>
      <Group mb="md" align="end">
        <Side
          label={says.from}
          named={from}
          place={place}
          channels={channels}
          onChange={(value) => {
            set({ from: value, to })
          }}
        />
        <Side
          label={says.to}
          named={to}
          place={place}
          channels={channels}
          onChange={(value) => {
            set({ from, to: value })
          }}
        />
        <Button
          onClick={() => {
            set({ from: to, to: from })
          }}
        >
          {says.swap}
        </Button>
      </Group>
      {from === '' || to === '' ? (
        <p>{says.choose}</p>
      ) : (
        <Found place={place} from={fingerprintOf(channels, from)} to={fingerprintOf(channels, to)} />
      )}
    </>
  )
}

interface Side {
  readonly fingerprint: string
  /** The channel that named the version; null when its fingerprint did. */
  readonly channel: string | null
}

/** The name of a channel takes precedence over a fingerprint. */
function fingerprintOf(channels: readonly Channel[], named: string): Side {
  const channel = channels.find(({ name }) => name === named)
  return channel
    ? { channel: channel.name, fingerprint: channel.version?.fingerprint ?? '' }
    : { channel: null, fingerprint: named }
}

function Found({ place, from, to }: { readonly place: BucketPlace; readonly from: Side; readonly to: Side }) {
  const before = useWholeVersion(place, from.fingerprint)
  const after = useWholeVersion(place, to.fingerprint)
  const empty = [from, to].find(({ fingerprint }) => fingerprint === '')
  if (empty) return <p>{says.onNothing(empty.channel ?? '')}</p>
  if (from.fingerprint === to.fingerprint) return <p>{says.same}</p>
  return (
    <Answered answer={before}>
      {({ version: one }) => (
        <Answered answer={after}>
          {({ version: other }) => one && other && <Comparison place={place} from={one} to={other} />}
        </Answered>
      )}
    </Answered>
  )
}

interface SideProps extends SidesProps {
  readonly label: string
  readonly named: string
  readonly onChange: (named: string) => void
}

function Side({ label, named, place, channels, onChange }: SideProps) {
  const { versions = [] } = useVersions(place)
  const ofChannels = channels.map(({ name, version }) => ({
    value: name,
    label: `${name} (${version?.name ?? channelWords.nothing})`,
  }))
  const taken = new Set(channels.map(({ name }) => name))
  const ofVersions = versions
    .filter(({ fingerprint }) => !taken.has(fingerprint))
    .map(({ fingerprint, name, status }) => ({
      value: fingerprint,
      label: status === 'VERSION_ACTIVE' ? name : `${name} ${words.status[status]}`,
    }))
  const isKnown = [...ofChannels, ...ofVersions].some(({ value }) => value === named)
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      value={named === '' ? null : named}
      data={[
        { group: says.channels, items: ofChannels },
        {
          group: says.versions,
          // A version that is too old for the list may still be in the address.
          items: isKnown || named === '' ? ofVersions : [{ value: named, label: named }, ...ofVersions],
        },
      ]}
      onChange={(value) => {
        if (value !== null) onChange(value)
      }}
    />
  )
}
