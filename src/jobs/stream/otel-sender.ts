// Log records in the JSON of OTLP/HTTP (opentelemetry-proto logs/v1, protobuf's JSON mapping: 64-bit numbers are strings).
import { errorOf, outcomeOf } from '../../domain/record/audit/audit.ts'
import type { Ask } from '../../machine/outbound/outbound-client.ts'
import { at, jsonIn, shownWords } from './destination/ask-receiver.ts'
import { type HttpConfig, post, secretHeaders } from './http-sender.ts'
import type { BatchOutcome, SenderOf, StreamedEntry } from './send-batch.ts'

const SEVERITY = {
  ok: { severityNumber: 9, severityText: 'INFO' },
  failed: { severityNumber: 13, severityText: 'WARN' },
} as const

const nanoseconds = (instant: string) => `${Date.parse(instant)}000000`

function valueOf(value: unknown): object {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } }
  if (typeof value === 'object' && value !== null) return { kvlistValue: { values: pairsOf(value) } }
  return {}
}
const pairsOf = (members: object) => Object.entries(members).map(([key, value]) => ({ key, value: valueOf(value) }))

function recordOf({ event, entry, ledger, position }: StreamedEntry): object {
  const error = errorOf(event)
  const attributes = {
    'log.record.uid': event.id,
    'assay.ledger': ledger,
    'assay.position': position,
    'user.id': event.actor.id,
    'user.name': event.actor.name,
    ...(event.address === '' ? {} : { 'client.address': event.address }),
    ...(error === '' ? {} : { 'error.message': error }),
  }
  return {
    timeUnixNano: nanoseconds(event.at),
    observedTimeUnixNano: nanoseconds(event.at),
    ...SEVERITY[outcomeOf(event.kind)],
    eventName: event.kind,
    body: valueOf(entry),
    attributes: pairsOf(attributes),
  }
}

const requestOf = (entries: readonly StreamedEntry[]) => ({
  resourceLogs: [
    {
      resource: { attributes: pairsOf({ 'service.name': 'assay' }) },
      scopeLogs: [{ scope: { name: 'assay.audit' }, logRecords: entries.map(recordOf) }],
    },
  ],
})

/**
 * A collector that takes only part of a request says so in its response, and must not be sent the request again (OTLP, partial success).
 */
function takenBy(answer: Buffer, sent: number): BatchOutcome {
  const partial = at(jsonIn({ body: answer }), 'partialSuccess')
  const rejected = Number(at(partial, 'rejectedLogRecords'))
  if (!(rejected > 0)) return { accepted: true }
  const words = shownWords(at(partial, 'errorMessage'))
  const why = `has left out what it was sent${words === '' ? '' : `: ${words}`}`
  return { accepted: true, leftOut: { count: Math.min(Math.ceil(rejected), sent), why } }
}

export const otelSender =
  (ask: Ask): SenderOf =>
  (target) => {
    const { url, gzip: isGzipped } = target.config as unknown as HttpConfig
    const headers = secretHeaders(target)
    return (entries) =>
      post(ask, {
        ...{ url, type: 'application/json', text: JSON.stringify(requestOf(entries)) },
        ...{ isGzipped, headers, accepted: (answer) => takenBy(answer, entries.length) },
      })
  }
