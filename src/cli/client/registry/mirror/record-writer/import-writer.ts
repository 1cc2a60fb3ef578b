import { ApiError } from '../../../../../client/api-error.ts'
import type { Operations } from '../../../../../client/apis.ts'
import type { Client } from '../../../../../client/client.ts'
import { kindOf, type MirrorRecord } from '../records.ts'
import { nothingBrought, type RecordWriter, tell } from './record-writer.ts'

/** An import locks the registry: these are fewer than it would take. */
const RECORDS = 100
const BYTES = 128 * 1024
/** Fewer than a server refuses in one request. */
const LINES = 4096

/** Whether the request itself was malformed or too large, whatever the registry contains. */
const isUnreadable = ({ code, status }: ApiError): boolean => code === 'invalid_argument' || status === 413

/** `build ubuntu/01J.../amazon-ebs.image`. */
function nameOf(record: MirrorRecord): string {
  const kind = kindOf(record)
  const { bucket_name, fingerprint, component_type, name }: Readonly<Record<string, unknown>> = { ...record[kind] }
  return `${kind} ${[bucket_name, fingerprint, component_type, name].filter(Boolean).join('/')}`
}

const linesIn = ({ build, history, parents }: MirrorRecord): number =>
  (build?.artifacts?.length ?? 0) + (history?.assignments?.length ?? 0) + (parents?.parents?.length ?? 0)

/** Sends records to an Assay in batches. Its audit log records `source` as their origin. */
export function importWriter(client: Client<Operations>, source: string): RecordWriter {
  const brought = nothingBrought()
  let waiting: MirrorRecord[] = []
  let bytes = 0
  let lines = 0

  async function end(): Promise<void> {
    const records = waiting
    waiting = []
    bytes = 0
    lines = 0
    if (records.length > 0) await bring(records)
  }

  async function bring(records: readonly MirrorRecord[]): Promise<void> {
    // Importing the same records again changes nothing.
    const request = { body: { source, records } }
    const asked = client.call('AssayService_ImportRecords', request, { repeatable: true })
    const answer = await asked.catch((error: unknown) => {
      if (error instanceof ApiError && isUnreadable(error)) return error
      throw error
    })
    if (!(answer instanceof ApiError)) for (const outcome of answer.outcomes) tell(brought, outcome)
    // The others are still wanted: each is sent alone.
    else if (records.length > 1) for (const record of records) await bring([record])
    else
      for (const record of records)
        tell(brought, { outcome: 'REFUSED', message: `${nameOf(record)}: ${answer.message}` })
  }

  return {
    brought,
    end,
    async write(record) {
      const size = Buffer.byteLength(JSON.stringify(record))
      const own = linesIn(record)
      if (waiting.length >= RECORDS || bytes + size > BYTES || lines + own > LINES) await end()
      waiting.push(record)
      bytes += size
      lines += own
    },
  }
}
