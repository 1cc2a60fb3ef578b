import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { type Channel, usePointing, versionObstacle } from '../channel/pointing.ts'
import { PointingSteps } from '../channel/pointing-steps.tsx'
import { type ShortVersion, shortVersion } from '../compare/recent-versions.ts'
import { whyNot } from '../parts/why-not.ts'
import { boardWords } from '../words/board-words.ts'
import { BoardColumn } from './board-column.tsx'
import { ChannelHead } from './channel-head.tsx'
import { OtherChannels } from './other-channels.tsx'
import { cardIdOf, useLift } from './use-lift.ts'
import { VersionCard } from './version-card.tsx'

/** Each column requests its channel's history, so channels beyond this number are only listed by name. */
const MOST_COLUMNS = 40
const KEYS = 'board-keys'

interface BoardProps {
  readonly place: BucketPlace
  readonly permits: Permits
  /** The channel that the user has just created here: its column takes the focus once it is shown. */
  readonly made: string | null
  readonly channels: readonly Channel[]
  readonly versions: readonly ShortVersion[]
}

export function Board({ place, permits, made, channels, versions }: BoardProps) {
  const pointing = usePointing()
  const refusal = whyNot(permits, 'packer.channels.assign')
  const shown = channels.slice(0, MOST_COLUMNS)
  const lift = useLift({
    channels: shown,
    refusal,
    put(version, channelName) {
      pointing.ask({ channelName, version })
    },
  })
  // A version on a channel that is hidden from the user looks as if it were on none, so the column then has another name.
  const seesAll = permits.unknown !== undefined || permits('packer.channels.get-restricted')
  const unplacedName = seesAll ? boardWords.unplaced : boardWords.unplacedSeen
  const placed = new Set(channels.map(({ version }) => version?.fingerprint))
  const unplaced = versions.filter(({ fingerprint }) => !placed.has(fingerprint))
  const card = (version: ShortVersion, column: string) => (
    <VersionCard
      key={version.fingerprint}
      id={cardIdOf(column, version)}
      place={place}
      version={version}
      channels={shown}
      refusal={refusal}
      lift={lift}
      isMovable={refusal === null && versionObstacle(version) === null}
      describedBy={KEYS}
      onPoint={(channelName) => {
        pointing.ask({ channelName, version })
      }}
    />
  )
  return (
    <>
      <PointingSteps place={place} channels={channels} permits={permits} pointing={pointing} />
      <p className="quiet" id={KEYS}>
        {boardWords.keys}
        {refusal !== null && ` ${refusal}`}
      </p>
      {lift.told !== null && (
        <p className="note" data-look="scheduled">
          {lift.told}
        </p>
      )}
      <div role="status" aria-live="assertive" className="heard">
        {lift.heard}
      </div>
      <div className="board">
        <BoardColumn name="" label={unplacedName} lift={lift} head={<h3>{unplacedName}</h3>}>
          {unplaced.map((version) => card(version, ''))}
          {unplaced.length === 0 && (
            <li className="quiet">{versions.length === 0 ? boardWords.noVersions : boardWords.unplacedNone}</li>
          )}
        </BoardColumn>
        {shown.map((channel) => (
          <BoardColumn
            key={channel.id}
            name={channel.name}
            label={channel.name}
            channel={channel}
            isNew={channel.name === made}
            lift={lift}
            head={<ChannelHead place={place} channel={channel} />}
          >
            {channel.version ? (
              card(shortVersion(channel.version), channel.name)
            ) : (
              <li className="quiet">{boardWords.empty}</li>
            )}
          </BoardColumn>
        ))}
      </div>
      <OtherChannels place={place} channels={channels.slice(MOST_COLUMNS)} />
    </>
  )
}
