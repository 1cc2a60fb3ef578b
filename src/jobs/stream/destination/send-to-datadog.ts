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

/** Of one request, before it is packed (docs.datadoghq.com/api/latest/logs/#send-logs). */
const LIMITS = { items: 1000, bytes: 5_000_000, overhead: 1 }
const ENTRY_BYTES = 900_000
/** A log that says it is older is taken and thrown away; after 18 hours, and clocks differ. */
const RECENT_MS = 17 * 3_600_000

/**
 * One whose time Datadog would not believe has that in its entry alone, and counts from when it arrives. The entry lies deeper,
 * because Datadog takes any `timestamp` at the top for the time.
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

/** By Datadog's intake of logs. */
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

/** Where logs go of an address that has no path, which may be that of a site of Datadog's: `https://us5.datadoghq.com`. */
export function intakeOf(endpoint: string): string {
  const url = new URL(endpoint)
  if (url.pathname !== '/') return endpoint
  const [, site] = SITE.exec(url.hostname) ?? []
  if (site !== undefined) url.hostname = `http-intake.logs.${site}`
  url.pathname = '/api/v2/logs'
  return url.href
}
