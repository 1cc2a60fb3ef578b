// What receivers are sent, in the format that their webhook names, a file for each. This folder owns how each of them looks and what
// its reader takes; it must not know how it is sent.
import type { Notification } from '../../../domain/record/webhook/receiver.ts'
import type { WebhookFormat } from '../../../domain/record/webhook/webhook.ts'
import { cloudEvent, shortCloudEvent } from './cloud-event.ts'
import { hcpMessage, withoutBuilds } from './hcp-message.ts'
import { slackMessage } from './slack-message.ts'
import { teamsMessage } from './teams-message.ts'

export interface Formatted {
  readonly contentType: string
  readonly payload: object
  /** The same less what makes it large. */
  readonly shortened: () => object
}

/** `publicUrl` is where the pages are: `https://host[:port]`; null where that is not known. */
export const formatted = (format: WebhookFormat, notification: Notification, publicUrl: string | null): Formatted =>
  FORMATS[format](notification, publicUrl)

type Format = (notification: Notification, publicUrl: string | null) => Formatted

const JSON_TYPE = 'application/json'

/** Texts for people are short. */
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
