// The event of a delivery, with links to what it is about.
import { Link } from 'react-router'
import { type Project, projectPath } from '../../asking/place.ts'
import { webhookWords } from '../../words/webhook-words.ts'
import type { Delivery } from './webhook.ts'

interface DeliveryStoryProps {
  readonly project: Project
  readonly delivery: Delivery
}

export function DeliveryStory({ project, delivery }: DeliveryStoryProps) {
  const { action, bucket_name: bucket, version_name: version, version_fingerprint: fingerprint } = delivery
  const path = `${projectPath(project)}/buckets/${encodeURIComponent(bucket)}`
  const channel = delivery.channel_name
  const versionLink = fingerprint !== '' && (
    <Link to={`${path}/versions/${encodeURIComponent(fingerprint)}`}>{version}</Link>
  )
  return (
    <>
      <code>{action}</code> <Link to={path}>{bucket}</Link>{' '}
      {channel === '' ? (
        versionLink
      ) : (
        <>
          <Link to={`${path}/channels/${encodeURIComponent(channel)}`}>{channel}</Link> →{' '}
          {versionLink || webhookWords.deliveries.nothing}
        </>
      )}
    </>
  )
}
