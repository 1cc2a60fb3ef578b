// What receivers are sent, as HCP Packer documents it (hcp/admin/projects/webhooks, packer/reference/webhook): an envelope, the
// same for all, signed where the webhook has a token.
import { createHmac } from 'node:crypto'

export interface Message {
  readonly resource_id: string
  readonly resource_name: string
  readonly event_id: string
  readonly event_action: string
  readonly event_description: string
  readonly event_source: string
  readonly event_version: '1'
  readonly event_payload: object
}

/** Spelled so: a public receiver looks for it by these letters (danbarr/hcp-packer-webhook-aws). */
const SIGNATURE_HEADER = 'X-Hcp-Webhook-Signature'

/** How a message is sent: by these headers. An empty token signs nothing. */
export const headersFor = (body: string, token: string): Readonly<Record<string, string>> => ({
  'Content-Type': 'application/json',
  'User-Agent': 'Assay-Webhook',
  ...(token === '' ? {} : { [SIGNATURE_HEADER]: createHmac('sha512', token).update(body).digest('hex') }),
})

export interface Posted {
  readonly status: number
  /** No more of either than is fit to be kept and shown. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends to a receiver; rejects with `Unanswered`. Never within a transaction. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Posted>

/** There is no answer. The message says why, in words that are fit for who set the webhook up. */
export class Unanswered extends Error {}

export const isAccepted = ({ status }: Pick<Posted, 'status'>): boolean => status >= 200 && status < 300
