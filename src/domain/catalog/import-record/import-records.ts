import { authorize } from '../../authorize.ts'
import { changeRegistry } from '../../change.ts'
import type { Context } from '../../context.ts'
import { DomainError, invalidArgument } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireLength } from '../../require-length.ts'
import { importBucket } from './import-bucket.ts'
import { importBuild } from './import-build.ts'
import { importChannel, importHistory } from './import-channel.ts'
import { importParents } from './import-parents.ts'
import { type Imported, type ImportRecord, nameOfRecord } from './import-record.ts'
import { importRevocation } from './import-revocation.ts'
import { importSbom } from './import-sbom.ts'
import { importCompletion, importVersion } from './import-version.ts'
import type { Importing } from './importing.ts'

export interface Import {
  readonly location: Location
  /** Where the records come from, for whoever reads of it later. */
  readonly source: string
  /** In this order; each stands on those before it. */
  readonly records: readonly ImportRecord[]
}

/** The registry is held meanwhile: nobody is to wait for long. */
const MOST_RECORDS = 200
/** Lines of history, artifacts, parents. */
const MOST_LINES = 8192
const SOURCE_BYTES = 255

/**
 * Brings records of another registry here, and tells what became of each. One that cannot be is refused alone, and changes nothing; to
 * bring the same again changes nothing either. All that were brought are one event.
 */
export async function importRecords(
  context: Context,
  { location, source, records }: Import,
): Promise<readonly Imported[]> {
  authorize(context, 'registry.import', location)
  requireLength('source', source, SOURCE_BYTES)
  if (records.length > MOST_RECORDS)
    throw invalidArgument(
      'records',
      `has ${records.length} records, and ${MOST_RECORDS} are the most: send them in several requests`,
    )
  if (records.reduce((total, record) => total + linesIn(record), 0) > MOST_LINES)
    throw invalidArgument('records', `have more than ${MOST_LINES} artifacts, parents and lines of history together`)
  return changeRegistry(context, 'registry.import', 'alone', location, async (change) => {
    const importing = { change, buckets: new Map() }
    const outcomes: Imported[] = []
    for (const record of records) outcomes.push(await unlessRefused(importRecord(importing, record)))
    const brought = records.flatMap((record, index) => {
      const outcome = outcomes[index]?.outcome
      const isBrought = outcome === 'created' || outcome === 'updated'
      return isBrought ? [{ kind: record.kind, name: nameOfRecord(record), outcome }] : []
    })
    if (brought.length > 0) recordEvent(change, { kind: 'registry.imported', payload: { source, records: brought } })
    return outcomes
  })
}

function linesIn(record: ImportRecord): number {
  if (record.kind === 'build') return record.artifacts.length
  if (record.kind === 'history') return record.lines.length
  return record.kind === 'parents' ? record.parents.length : 0
}

function importRecord(importing: Importing, record: ImportRecord): Promise<Imported> {
  switch (record.kind) {
    case 'bucket':
      return importBucket(importing, record)
    case 'version':
      return importVersion(importing, record)
    case 'build':
      return importBuild(importing, record)
    case 'sbom':
      return importSbom(importing, record)
    case 'completion':
      return importCompletion(importing, record)
    case 'revocation':
      return importRevocation(importing, record)
    case 'channel':
      return importChannel(importing, record)
    case 'history':
      return importHistory(importing, record)
    case 'parents':
      return importParents(importing, record)
  }
}

/** Of a registry with one record that does not fit, all others are wanted still. Each looks before it writes. */
async function unlessRefused(importing: Promise<Imported>): Promise<Imported> {
  try {
    return await importing
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'unavailable')
      return { outcome: 'refused', message: error.message }
    throw error
  }
}
