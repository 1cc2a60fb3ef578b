import { IS_OTHER } from '../../../domain/record/stream/destination.ts'
import type { SplunkTarget } from '../../../domain/record/stream/target.ts'
import type { Ask, OutboundAnswer } from '../../../machine/outbound/outbound-client.ts'
import { askReceiver, at, isAccepting, isRefused, jsonIn, type Refused, refusedBy } from './ask-receiver.ts'
import { fittedEntry } from './fitted-entry.ts'
import { inPieces } from './in-pieces.ts'
import type { SendBatch, StreamedEntry } from '../send-batch.ts'

/** Splunk Cloud takes a megabyte per request, whatever it is. */
const LIMITS = { items: 1000, bytes: 1_000_000, overhead: 1 }
const ENTRY_BYTES = 900_000

/** Leaves index, host and source type to the token, because whoever made it has decided about them. */
function eventOf({ entry, event }: StreamedEntry) {
  const text = JSON.stringify({
    time: Date.parse(event.at) / 1000,
    source: 'assay',
    event: fittedEntry(entry, ENTRY_BYTES),
  })
  return { text, bytes: Buffer.byteLength(text) }
}

/** Sends to Splunk's HTTP Event Collector: events one after the other (help.splunk.com, "Format events for HTTP Event Collector"). */
export const sendToSplunk =
  (ask: Ask, { url, token }: Omit<SplunkTarget, 'kind'>): SendBatch =>
  async (entries, signal) => {
    const headers = { Authorization: `Splunk ${token}`, 'Content-Type': 'application/json' }
    for (const piece of inPieces(entries.map(eventOf), LIMITS)) {
      signal.throwIfAborted()
      const body = piece.map(({ text }) => text).join('\n')
      const answer = await askReceiver(ask, { url, headers, body })
      if (isRefused(answer)) return answer
      const said = jsonIn(answer)
      const code = at(said, 'code')
      if (isAccepting(answer) && typeof code !== 'number') return notSplunk(answer)
      if (answer.status !== 200 || code !== 0) return refusedBy(answer, at(said, 'text'))
    }
    return { accepted: true }
  }

/** Not everything that answers is Splunk: Splunk puts a code of its own into its responses. */
const notSplunk = ({ status, headers }: OutboundAnswer): Refused => ({
  accepted: false,
  why: `${IS_OTHER} Splunk's HTTP Event Collector: with the status ${status} and ${printable(headers['content-type'])}, without Splunk's {"code":0}. Check the address, which mostly ends in /services/collector/event`,
})

const printable = (type: OutboundAnswer['headers'][string] = '') =>
  String(type)
    .replace(/[^\x20-\x7e]+/g, ' ')
    .slice(0, 100) || 'no content type'
