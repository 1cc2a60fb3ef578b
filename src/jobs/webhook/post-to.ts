// Webhooks from the outside: how receivers are sent to. What is sent, and what becomes of it, is the domain's.
import { type Post, Unanswered } from '../../domain/record/webhook/message.ts'
import { type Ask, OutboundFailure, ownShare } from '../../machine/outbound/outbound-client.ts'

const PATIENCE_MS = 10_000
/** Of an answer; more is not read. */
const BODY_BYTES = 4096
const MOST_HEADERS = 40
const HEADER_CHARACTERS = 256

/** A receiver has ten seconds for all of its answer. */
export function postTo(ask: Ask, { plainHttp }: { readonly plainHttp: boolean }): Post {
  const share = ownShare(ask)
  return async (url, headers, body) => {
    try {
      const answer = await share({
        method: 'POST',
        url,
        ...(plainHttp ? { plainHttp } : {}),
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        body,
        milliseconds: PATIENCE_MS,
        bytes: BODY_BYTES,
        beginning: true,
      })
      return { status: answer.status, headers: shownHeaders(answer.headers), body: shownBody(answer.body) }
    } catch (error) {
      throw error instanceof OutboundFailure ? new Unanswered(error.told, { cause: error }) : error
    }
  }
}

function shownHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>) {
  const entries = Object.entries(headers).slice(0, MOST_HEADERS)
  return Object.fromEntries(
    entries.map(([name, value = '']) => [
      name.slice(0, HEADER_CHARACTERS),
      fit([value].flat().join(', ').slice(0, HEADER_CHARACTERS)),
    ]),
  )
}

const shownBody = (body: Buffer) => fit(body.toString('utf8'))

/** No database keeps a NUL, nor half of a sign that was cut. */
const fit = (text: string) => text.replaceAll('\0', '').toWellFormed()
