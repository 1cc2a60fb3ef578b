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
  /** Where the records come from; the event shows it. */
  readonly source: string
  /** Imported in this order: a record may depend on those before it. */
  readonly records: readonly ImportRecord[]
}

/** An import holds the exclusive lock of the registry, so it has to be short. */
const MOST_RECORDS = 200
/** The most artifacts, parents and entries of history in one import. */
const MOST_LINES = 8192
const SOURCE_BYTES = 255

/**
 * Imports records of another registry and returns the outcome of each. A record that cannot be imported is refused alone and changes
 * nothing; importing the same record again changes nothing either. All imported records are one event.
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

/** A refused record does not stop the others. It has written nothing, because every import checks before it writes. */
async function unlessRefused(importing: Promise<Imported>): Promise<Imported> {
  try {
    return await importing
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'unavailable')
      return { outcome: 'refused', message: error.message }
    throw error
  }
}
