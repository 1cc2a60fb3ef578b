// The effects of a revocation, as the server computes them: what is revoked with the version, which channels move, and where to.
import type { ReactNode } from 'react'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { exactTime } from '../parts/time-ago.tsx'
import { versionWords } from '../words/version-words.ts'

const { revoke } = versionWords

export type RevocationPreview = Answer<Operations['AssayService_PreviewRevocation']>
export type Moved = RevocationPreview['channels'][number]

interface RevocationEffectsProps {
  readonly preview: RevocationPreview
  readonly name: string
  /** Whether the revocation is scheduled for later. */
  readonly isLater: boolean
}

export function RevocationEffects({ preview, name, isLater }: RevocationEffectsProps) {
  const { channels, channel_count: channelCount, left_channels: left } = preview
  return (
    <>
      <Descendants preview={preview} />
      {channelCount === 0 ? (
        <p>{revoke.noChannels}</p>
      ) : (
        <>
          <p>{revoke.channels(channelCount)}</p>
          <Items items={channels.map(movedChannel)} total={channelCount} />
        </>
      )}
      {left.length > 0 && (
        <>
          <p>{revoke.left}</p>
          <Items items={left.map(leftChannel)} total={left.length} />
        </>
      )}
      <p>{revoke.packer(name)}</p>
      <p>{revoke.terraform(name)}</p>
      {isLater && <p className="quiet">{revoke.later}</p>}
    </>
  )
}

function Descendants({ preview }: Pick<RevocationEffectsProps, 'preview'>) {
  const { buckets, version_count: versions, bucket_count: count, hidden_bucket_count: hidden } = preview
  if (versions === 0) return <p>{revoke.noDescendants}</p>
  const items = buckets.map(({ bucket_name: bucket, version_count: ofBucket, versions: newest }) => {
    const more = ofBucket - newest.length
    return (
      <>
        {bucket}: {newest.map(({ name }) => name).join(', ')} {more > 0 && <>{revoke.more(more)} </>}
        <span className="quiet">({revoke.inBucket(ofBucket)})</span>
      </>
    )
  })
  return (
    <>
      <p>{revoke.descendants(versions, count)}</p>
      <Items items={items} total={count - hidden} />
      {hidden > 0 && <p className="quiet">{revoke.hidden(hidden)}</p>}
    </>
  )
}

function Items({ items, total }: { readonly items: readonly ReactNode[]; readonly total: number }) {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
      {total > items.length && <li className="quiet">{revoke.more(total - items.length)}</li>}
    </ul>
  )
}

/** `v1`, or `v1 (to be revoked on 3 May 2026)` for a version with a scheduled revocation. */
function toldOf(version: Moved['to']): string {
  if (version === null) return revoke.toNothing
  const { name, status, revoke_at: at } = version
  return status === 'VERSION_REVOCATION_SCHEDULED' && at !== null
    ? `${name} ${revoke.toBeRevoked(exactTime(at))}`
    : name
}

/** `app-web production: v2 → v1` */
export const movedChannel = ({ bucket_name: bucket, channel_name: channel, from, to }: Moved): string =>
  `${bucket} ${channel}: ${from?.name ?? revoke.toNothing} → ${toldOf(to)}`

const leftChannel = ({ bucket_name: bucket, channel_name: channel, to }: Moved): string =>
  `${bucket} ${channel}: ${toldOf(to)}`
