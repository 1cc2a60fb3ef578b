// Notifications in the format that their webhook names, with a file for each format. This folder owns what each format looks like and
// what its reader accepts; it must not know how messages are sent.
import type { Notification } from '../../../domain/record/webhook/receiver.ts'
import type { WebhookFormat } from '../../../domain/record/webhook/webhook.ts'
import { cloudEvent, shortCloudEvent } from './cloud-event.ts'
import { hcpMessage, withoutBuilds } from './hcp-message.ts'
import { slackMessage } from './slack-message.ts'
import { teamsMessage } from './teams-message.ts'

export interface Formatted {
  readonly contentType: string
  readonly payload: object
  /** The payload without what makes it large. */
  readonly shortened: () => object
}

/** `publicUrl` is the address of the pages, `https://host[:port]`; null where that is not known. */
export const formatted = (format: WebhookFormat, notification: Notification, publicUrl: string | null): Formatted =>
  FORMATS[format](notification, publicUrl)

type Format = (notification: Notification, publicUrl: string | null) => Formatted

const JSON_TYPE = 'application/json'

/** Messages for people are short as they are. */
const forPeople =
  (format: (notification: Notification, publicUrl: string | null) => object): Format =>
  (notification, publicUrl) => {
    const payload = format(notification, publicUrl)
    return { contentType: JSON_TYPE, payload, shortened: () => payload }
  }

const FORMATS = {
  hcp: (notification) => {
    const payload = hcpMessage(notification)
    const shortened = () => ({ ...payload, event_payload: withoutBuilds(payload.event_payload) })
    return { contentType: JSON_TYPE, payload, shortened }
  },
  slack: forPeople(slackMessage),
  teams: forPeople(teamsMessage),
  cloudevents: (notification, publicUrl) => {
    const payload = cloudEvent(notification, publicUrl)
    return { contentType: 'application/cloudevents+json', payload, shortened: () => shortCloudEvent(payload) }
  },
} as const satisfies Record<WebhookFormat, Format>
