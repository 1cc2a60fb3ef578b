import type { ReportedVersion } from '../../../domain/record/delivery/reported-version.ts'
import type { Notification } from '../../../domain/record/webhook/receiver.ts'
import { hcpMessage, withoutBuilds } from './hcp-message.ts'

/** The size up to which intermediaries have to forward an event (CloudEvents 1.0.2, "Size Limits"). */
const PASSED_ON_BYTES = 64 * 1024

/**
 * A CloudEvent 1.0 in structured JSON: the envelope of HCP Packer's message as attributes, and what happened as the data. An event that
 * may be too large for intermediaries leaves out the builds, and says so in an attribute of ours.
 */
export function cloudEvent(notification: Notification, publicUrl: string | null): CloudEvent {
  const whole = eventOf(notification, publicUrl)
  return Buffer.byteLength(JSON.stringify(whole)) <= PASSED_ON_BYTES ? whole : shortCloudEvent(whole)
}

/** The same event without the builds, which make it large. */
export const shortCloudEvent = (event: CloudEvent): CloudEvent => ({
  ...event,
  buildsleftout: true,
  data: withoutBuilds(event.data),
})

export interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject?: string
  readonly time?: string
  readonly datacontenttype: 'application/json'
  /** An extension attribute. */
  readonly buildsleftout?: true
  readonly data: Readonly<Record<string, unknown>>
}

function eventOf(notification: Notification, publicUrl: string | null): CloudEvent {
  const { resource_name, event_id, event_source, event_action, event_description, event_payload } =
    hcpMessage(notification)
  const origin = publicUrl === null ? '' : publicUrl
  return {
    specversion: '1.0',
    id: event_id,
    source: resource_name === '' ? `${origin}/webhook` : `${origin}/${resource_name}`,
    type: `${event_source}.${event_action}`,
    ...(notification.kind === 'version' ? { subject: subjectOf(notification.facts), time: notification.event.at } : {}),
    datacontenttype: 'application/json',
    data: { description: event_description, ...event_payload },
  }
}

const subjectOf = ({ bucket, version, channel }: ReportedVersion): string =>
  `bucket/${bucket.name}${version === null ? `/channel/${channel?.name ?? ''}` : `/version/${version.fingerprint}`}`
