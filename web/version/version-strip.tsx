// Whether a version may be used, in one sentence: until when, or why not, by whom, and through which ancestor.
import { Link } from 'react-router'
import type { Project } from '../asking/place.ts'
import { versionPath } from '../bucket/use-bucket.ts'
import { exactTime, TimeAgo } from '../parts/time-ago.tsx'
import { versionWords } from '../words/version-words.ts'
import type { Version } from './use-version.ts'

const { strip } = versionWords

const looks = {
  VERSION_ACTIVE: 'valid',
  VERSION_REVOCATION_SCHEDULED: 'scheduled',
  VERSION_REVOKED: 'revoked',
  VERSION_RUNNING: 'unknown',
  VERSION_INCOMPLETE: 'unknown',
  VERSION_FAILED: 'revoked',
  VERSION_CANCELLED: 'unknown',
  VERSION_UNSET: 'unknown',
} as const satisfies Record<Version['status'], string>

const sentences = {
  VERSION_ACTIVE: strip.active,
  VERSION_REVOCATION_SCHEDULED: strip.scheduled,
  VERSION_REVOKED: strip.revoked,
  VERSION_RUNNING: strip.running,
  VERSION_INCOMPLETE: strip.incomplete,
  VERSION_FAILED: strip.failed,
  VERSION_CANCELLED: strip.cancelled,
  VERSION_UNSET: strip.unset,
} as const satisfies Record<Version['status'], string>

export function VersionStrip({ project, version }: { readonly project: Project; readonly version: Version }) {
  const { status, revoke_at: at, revocation_message: reason, revocation_author: author } = version
  const ancestor = version.revocation_inherited_from
  return (
    <section className="note" data-look={looks[status]} aria-label={strip.label} style={{ marginBottom: 16 }}>
      <p>
        <strong>{sentences[status]}</strong>
        {at !== null && (
          <>
            {' '}
            <TimeAgo at={at} /> ({exactTime(at)}) {author !== '' && versionWords.by(author)}
            {reason !== '' && `: ${strip.because(reason)}`}.
          </>
        )}
      </p>
      {ancestor !== null && (
        <p>
          {strip.through}{' '}
          <Link to={versionPath(project, ancestor.bucket_name, ancestor.version_fingerprint)}>
            {ancestor.bucket_name} {ancestor.version_name}
          </Link>
        </p>
      )}
    </section>
  )
}
