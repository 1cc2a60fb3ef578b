import type { Operations } from '../../../../../client/apis.ts'
import type { Client } from '../../../../../client/client.ts'
import type { MirrorRecord } from '../records.ts'
import { nothingBrought, type RecordWriter, tell } from './record-writer.ts'

/** A registry is held while it takes them: fewer than it would take. */
const RECORDS = 100
const BYTES = 128 * 1024
/** Fewer than a server refuses in one request. */
const LINES = 4096

const linesIn = ({ build, history, parents }: MirrorRecord): number =>
  (build?.artifacts?.length ?? 0) + (history?.assignments?.length ?? 0) + (parents?.parents?.length ?? 0)

/** Sends records to an Assay, some at a time. `source` is what its audit log has about it. */
export function importWriter(client: Client<Operations>, source: string): RecordWriter {
  const brought = nothingBrought()
  let waiting: MirrorRecord[] = []
  let bytes = 0
  let lines = 0

  async function end(): Promise<void> {
    if (waiting.length === 0) return
    const records = waiting
    waiting = []
    bytes = 0
    lines = 0
    // To bring the same twice is to bring it once.
    const request = { body: { source, records } }
    const { outcomes } = await client.call('AssayService_ImportRecords', request, { repeatable: true })
    for (const outcome of outcomes) tell(brought, outcome)
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
