// One event: a sentence, and what it happened to.
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import type { Project } from '../asking/place.ts'
import { bucketPath, versionPath } from '../bucket/use-bucket.ts'
import { activityWords } from '../words/activity-words.ts'

export type RegistryEvent = Answer<Operations['AssayService_ListEvents']>['events'][number]

interface EventStoryProps {
  readonly event: RegistryEvent
  readonly project: Project
  readonly isBucketShown: boolean
}

/** The name of every version that is not complete. */
const INCOMPLETE = 'v0'
/** Whether the event deleted the subject, so that there is nothing to link to. */
const isDeletionOf = (subject: string, { kind }: RegistryEvent) => kind === `${subject}.deleted`

export function EventStory({ event, project, isBucketShown }: EventStoryProps) {
  const { description, subject_name: subject, message, bucket_name: bucket, channel_name: channel } = event
  const to = bucketPath(project, bucket)
  const isBucketGone = isDeletionOf('bucket', event)
  return (
    <div className="event">
      <div>
        {description}
        {subject !== '' && <b> {subject}</b>}
      </div>
      <div>
        <div className="event-place">
          {isBucketShown && bucket !== '' && <Way to={isBucketGone ? null : to}>{bucket}</Way>}
          {channel !== '' && (
            <span>
              <Way to={isDeletionOf('channel', event) ? null : `${to}/channels/${encodeURIComponent(channel)}`}>
                {channel}
              </Way>
              {event.kind === 'channel.assigned' && ': '}
              {event.kind === 'channel.assigned' && <Move event={event} project={project} />}
            </span>
          )}
          {channel === '' && event.version_fingerprint !== '' && <VersionWay event={event} project={project} />}
        </div>
        {message !== '' && <div className="quiet">{event.kind.startsWith('version.') ? `“${message}”` : message}</div>}
      </div>
    </div>
  )
}

/** The versions before and after. A channel that pointed at none before shows only the new one. */
function Move({ event, project }: Pick<EventStoryProps, 'event' | 'project'>) {
  const { previous_version_name: previous } = event
  return (
    <>
      {previous !== '' && `${previous} → `}
      {event.version_fingerprint === '' ? activityWords.nothing : <VersionWay event={event} project={project} />}
    </>
  )
}

function VersionWay({ event, project }: Pick<EventStoryProps, 'event' | 'project'>) {
  const { bucket_name: bucket, version_fingerprint: fingerprint, version_name: name } = event
  return (
    <Way to={isDeletionOf('version', event) ? null : versionPath(project, bucket, fingerprint)}>
      {name === '' || name === INCOMPLETE ? <code>{fingerprint}</code> : name}
    </Way>
  )
}

function Way({ to, children }: { readonly to: string | null; readonly children: ReactNode }) {
  return to === null ? <span>{children}</span> : <Link to={to}>{children}</Link>
}
