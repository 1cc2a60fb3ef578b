import type { Event } from '../event/event.ts'
import type { ReportedVersion } from '../delivery/reported-version.ts'

import type { WebhookFormat } from './webhook.ts'

/** Where to send a message, and how to sign and format it. */
export interface Receiver {
  readonly url: string
  /** In plain text; empty for none. */
  readonly token: string
  readonly format: WebhookFormat
}

/** A message to a receiver: a request that verifies the receiver, or a report of what happened to a version. */
export type Notification =
  | { readonly kind: 'verification'; readonly id: string }
  | {
      readonly kind: 'version'
      readonly event: Event
      readonly facts: ReportedVersion
      /** Names of the channels that point at the version now, for formats that people read; empty for the others. */
      readonly channels: readonly string[]
    }

export interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The JSON that was sent, or a shortened form of it if it was large; some kilobytes at most. */
  readonly payload: object
}

export interface Answered {
  readonly status: number
  /** Headers and body are cut to what is worth storing and showing. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Exchange {
  readonly sent: Sent
  /** The response, or why there is none, in words that may be shown to whoever configured the webhook. */
  readonly answer: Answered | { readonly failure: string }
}

/** Sends a message to a receiver, signed with its token. A failed exchange is returned as the answer. Never within a transaction. */
export type SendTo = (receiver: Receiver, notification: Notification) => Promise<Exchange>

/** Why the receiver did not accept the message; null when it did. */
export function refusalIn({ answer }: Pick<Exchange, 'answer'>): string | null {
  if ('failure' in answer) return answer.failure
  return answer.status >= 200 && answer.status < 300 ? null : `answered with the status ${answer.status}`
}
