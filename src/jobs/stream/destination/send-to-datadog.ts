import { promisify } from 'node:util'
import { gzip as gzipWithCallback } from 'node:zlib'
import type { Clock } from '../../../domain/clock.ts'
import type { DatadogTarget } from '../../../domain/record/stream/target.ts'
import type { Ask } from '../../../machine/outbound/outbound-client.ts'
import { askReceiver, at, isAccepting, isRefused, jsonIn, refusedBy } from './ask-receiver.ts'
import { fittedEntry } from './fitted-entry.ts'
import { inPieces } from './in-pieces.ts'
import type { SendBatch, StreamedEntry } from '../send-batch.ts'

const gzip = promisify(gzipWithCallback)

/** The limits of one request, before compression (docs.datadoghq.com/api/latest/logs/#send-logs). */
const LIMITS = { items: 1000, bytes: 5_000_000, overhead: 1 }
const ENTRY_BYTES = 900_000
/** Datadog accepts a log whose `timestamp` is more than 18 hours old, and throws it away. One hour less, because clocks differ. */
const RECENT_MS = 17 * 3_600_000

/**
 * An event that is too old for Datadog has its time in the entry alone, and counts as of its arrival. The entry is nested, because
 * Datadog takes any top-level `timestamp` for the time of the log.
 */
function logOf({ entry, event }: StreamedEntry, now: number) {
  const isRecent = now - Date.parse(event.at) < RECENT_MS
  const text = JSON.stringify({
    ...{ ddsource: 'assay', service: 'assay', ddtags: `organization:${event.organizationId}` },
    ...(isRecent ? { timestamp: event.at } : {}),
    message: event.description,
    audit: fittedEntry(entry, ENTRY_BYTES),
  })
  return { text, bytes: Buffer.byteLength(text) }
}

export interface DatadogParts {
  readonly ask: Ask
  readonly clock: Clock
}

/** Sends to Datadog's log intake. */
export const sendToDatadog =
  ({ ask, clock }: DatadogParts, { url: endpoint, apiKey, applicationKey }: Omit<DatadogTarget, 'kind'>): SendBatch =>
  async (entries, signal) => {
    const url = intakeOf(endpoint)
    const headers = {
      'DD-API-KEY': apiKey,
      ...(applicationKey === '' ? {} : { 'DD-APPLICATION-KEY': applicationKey }),
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
    }
    const now = Date.parse(clock.now())
    const logs = entries.map((entry) => logOf(entry, now))
    for (const piece of inPieces(logs, LIMITS)) {
      signal.throwIfAborted()
      const body = await gzip(`[${piece.map(({ text }) => text).join(',')}]`)
      const answer = await askReceiver(ask, { url, headers, body })
      if (isRefused(answer)) return answer
      if (!isAccepting(answer)) return refusedBy(answer, wordsIn(jsonIn(answer)))
    }
    return { accepted: true }
  }

const wordsIn = (said: unknown): unknown => at(said, 'errors', 0, 'detail') ?? at(said, 'errors', 0)

const SITE = /^(?:app\.|api\.)?((?:(?:us3|us5|ap1|ap2)\.)?datadoghq\.com|datadoghq\.eu|ddog-gov\.com)$/

/**
 * The address of the log intake. An endpoint with a path is used as it is; one without a path may be the address of a
 * Datadog site, such as `https://us5.datadoghq.com`.
 */
export function intakeOf(endpoint: string): string {
  const url = new URL(endpoint)
  if (url.pathname !== '/') return endpoint
  const [, site] = SITE.exec(url.hostname) ?? []
  if (site !== undefined) url.hostname = `http-intake.logs.${site}`
  url.pathname = '/api/v2/logs'
  return url.href
}
