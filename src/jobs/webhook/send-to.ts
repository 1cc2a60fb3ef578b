// Webhooks: how messages get to their receivers, in which format, and when. Which webhook is sent what, and what follows
// from the response, is decided by the domain.
import { createHmac } from 'node:crypto'
import type { Answered, SendTo } from '../../domain/record/webhook/receiver.ts'
import { type Ask, type OutboundAnswer, OutboundFailure, ownShare } from '../../machine/outbound/outbound-client.ts'
import { formatted } from './formatted/formatted.ts'

const PATIENCE_MS = 10_000
/** The most that is read of a response. */
const ANSWER_BYTES = 4096
const MOST_HEADERS = 40
const HEADER_CHARACTERS = 256
/** The largest message that is kept whole to be shown. */
const SHOWN_BYTES = 16 * 1024

/** Spelled like this because a public receiver looks for it in this case (danbarr/hcp-packer-webhook-aws). */
const SIGNATURE = 'X-Hcp-Webhook-Signature'

export interface SendingParts {
  readonly plainHttp: boolean
  /** `https://host[:port]` of the pages; null where that is not known. */
  readonly publicUrl: string | null
}

/** Makes what sends to receivers, each of which has ten seconds for its whole response. */
export function sendingTo(ask: Ask, { plainHttp, publicUrl }: SendingParts): SendTo {
  const share = ownShare(ask)
  return async ({ url, token, format }, notification) => {
    const { contentType, payload, shortened } = formatted(format, notification, publicUrl)
    const body = Buffer.from(JSON.stringify(payload))
    const headers = {
      'Content-Type': contentType,
      'Content-Length': String(body.byteLength),
      'User-Agent': 'Assay-Webhook',
      ...(token === '' ? {} : { [SIGNATURE]: createHmac('sha512', token).update(body).digest('hex') }),
    }
    const sent = { url, headers, payload: body.byteLength <= SHOWN_BYTES ? payload : shortened() }
    const http = plainHttp ? ({ plainHttp } as const) : {}
    const limits = { milliseconds: PATIENCE_MS, bytes: ANSWER_BYTES, beginning: true, goesOn: true } as const
    try {
      return { sent, answer: shownAnswer(await share({ method: 'POST', url, headers, body, ...http, ...limits })) }
    } catch (error) {
      if (error instanceof OutboundFailure) return { sent, answer: { failure: error.publicReason } }
      throw error
    }
  }
}

function shownAnswer({ status, headers, body }: OutboundAnswer): Answered {
  const shown = Object.entries(headers)
    .slice(0, MOST_HEADERS)
    .map(([name, value = '']): [string, string] => [
      fit(name.slice(0, HEADER_CHARACTERS)),
      fit([value].flat().join(', ').slice(0, HEADER_CHARACTERS)),
    ])
  return { status, headers: Object.fromEntries(shown), body: fit(body.toString('utf8')) }
}

/** Databases store neither a NUL nor half of a surrogate pair that was cut. */
const fit = (text: string) => text.replaceAll('\0', '').toWellFormed()
