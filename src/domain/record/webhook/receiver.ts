import type { Event } from '../event/event.ts'
import type { ToldVersion } from '../delivery/told-version.ts'

import type { WebhookFormat } from './webhook.ts'

/** Whom to send to. */
export interface Receiver {
  readonly url: string
  /** As it is; empty for none. */
  readonly token: string
  readonly format: WebhookFormat
}

/** What a receiver is sent: a request to verify that it is there, or what happened to a version. */
export type Notification =
  | { readonly kind: 'verification'; readonly id: string }
  | {
      readonly kind: 'version'
      readonly event: Event
      readonly facts: ToldVersion
      /** Names of the channels that point at the version now, where people read it. */
      readonly channels: readonly string[]
    }

export interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** As it was sent, unless that was large: JSON, some kilobytes at most. */
  readonly payload: object
}

export interface Answered {
  readonly status: number
  /** No more of either than is fit to be kept and shown. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Exchange {
  readonly sent: Sent
  /** Or why there is none, in words that are fit for who set the webhook up. */
  readonly answer: Answered | { readonly failure: string }
}

/** Sends to a receiver, signed by its token; whatever becomes of it is an answer. Never within a transaction. */
export type SendTo = (receiver: Receiver, notification: Notification) => Promise<Exchange>

/** Why the receiver did not accept it; null when it did. */
export function refusalIn({ answer }: Pick<Exchange, 'answer'>): string | null {
  if ('failure' in answer) return answer.failure
  return answer.status >= 200 && answer.status < 300 ? null : `answered with the status ${answer.status}`
}
