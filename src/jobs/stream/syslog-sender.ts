// Messages of RFC 5424, over TLS (RFC 5425), each preceded by its length (octet counting).
import { outcomeOf } from '../../domain/record/audit/audit.ts'
import { OutboundFailure } from '../../machine/outbound/outbound-client.ts'
import type { BringTo } from '../../machine/outbound/outbound-delivery.ts'
import type { SenderOf, StreamedEntry } from './send-batch.ts'

/** Less than `PATIENCE_MS`. */
const MILLISECONDS = 12_000
/** "log audit" (RFC 5424, 6.2.1). */
const FACILITY = 13
const SEVERITY = { ok: 6, failed: 4 } as const
const MOST_MSGID = 32

export interface SyslogConfig {
  readonly url: string
  /** The host that messages name as their origin. */
  readonly hostname: string
}

/** JSON in ASCII alone, so that no message has to state its encoding (MSG-ANY). */
const asciiOf = (value: object): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

function messageOf({ event, entry, position }: StreamedEntry, hostname: string): string {
  const priority = FACILITY * 8 + SEVERITY[outcomeOf(event.kind)]
  const head = `<${priority}>1 ${event.at} ${hostname} assay - ${event.kind.slice(0, MOST_MSGID)}`
  const structuredData = position === 0 ? '-' : `[meta sequenceId="${position}"]`
  const message = `${head} ${structuredData} ${asciiOf(entry)}`
  return `${message.length} ${message}`
}

export const syslogSender =
  (bringTo: BringTo): SenderOf =>
  ({ config }) => {
    const { url, hostname } = config as unknown as SyslogConfig
    const at = new URL(url)
    const receiver = { host: at.hostname.replace(/^\[|\]$/g, ''), port: Number(at.port), milliseconds: MILLISECONDS }
    return async (entries) => {
      const bytes = Buffer.from(entries.map((entry) => messageOf(entry, hostname)).join(''))
      try {
        await bringTo({ ...receiver, bytes })
        return { accepted: true }
      } catch (error) {
        if (error instanceof OutboundFailure) return { accepted: false, why: error.publicReason }
        throw error
      }
    }
  }
