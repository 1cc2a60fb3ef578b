// One search result: what it is, where it comes from, and whether it may be used now.
import { Link } from 'react-router'
import type { Project } from '../asking/place.ts'
import { bucketPath, versionPath } from '../bucket/use-bucket.ts'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { CopyButton } from '../parts/copyable.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { searchWords } from '../words/search-words.ts'
import type { Found } from './found-list.tsx'
import { WALKED } from './use-walking.ts'

const says = searchWords
type Version = NonNullable<Found['version']>

interface FoundItemProps {
  readonly project: Project
  readonly found: Found
}

export function FoundItem({ project, found }: FoundItemProps) {
  const { kind, bucket_name: bucketName, version, text } = found
  const to = version === null ? bucketPath(project, bucketName) : versionPath(project, bucketName, version.fingerprint)
  const isCode = kind !== 'BUCKET'
  return (
    <li>
      <div className="found-text" data-copied>
        <Link to={to} {...{ [WALKED]: '' }}>
          {isCode ? <code>{text}</code> : text}
        </Link>{' '}
        {(kind === 'ARTIFACT' || kind === 'COMMIT' || kind === 'VERSION') && <CopyButton text={text} label={text} />}
      </div>
      {kind === 'LABEL' && <span className="quiet">{says.label(bucketName)}</span>}
      {version !== null && <FromVersion project={project} found={found} version={version} />}
    </li>
  )
}

function FromVersion({ project, found, version }: FoundItemProps & { readonly version: Version }) {
  const { bucket_name: bucketName, platform, region, channels } = found
  const place = says.inRegion(platform, region)
  return (
    <div className="in-line">
      {place !== '' && <span>{place},</span>}
      <span>
        {says.from} <Link to={bucketPath(project, bucketName)}>{bucketName}</Link>{' '}
        <Link to={versionPath(project, bucketName, version.fingerprint)}>{version.name}</Link>
      </span>
      {channels.length > 0 && (
        <>
          <span className="quiet">{says.on}</span>
          {channels.map((name) => (
            <ChannelMark key={name} name={name} state={version.status === 'VERSION_REVOKED' ? 'revoked' : 'valid'} />
          ))}
        </>
      )}
      <StatusBadge status={version.status} />
      <MayBeUsed version={version} />
    </div>
  )
}

/** The status, in words for a user who has the image at hand. */
function MayBeUsed({ version: { status, revoke_at: at } }: { readonly version: Version }) {
  if (status === 'VERSION_ACTIVE') return <span className="quiet">{says.use.yes}</span>
  if (status !== 'VERSION_REVOKED' && status !== 'VERSION_REVOCATION_SCHEDULED')
    return <span className="quiet">{says.use.incomplete}</span>
  return (
    <span style={{ color: status === 'VERSION_REVOKED' ? 'var(--revoked)' : 'var(--scheduled)' }}>
      {status === 'VERSION_REVOKED' ? says.use.revoked : says.use.until} <TimeAgo at={at} />
    </span>
  )
}
