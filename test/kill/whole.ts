// What holds in every database, whichever server was killed: rows that store the same fact twice agree.
import assert from 'node:assert/strict'
import { type Seal, sealHash, START, type StoredEvent } from '../../src/domain/record/ledger/ledger.ts'
import type { Tables } from './account.ts'

export function requireWhole({
  bucket = [],
  version = [],
  build = [],
  channel = [],
  channel_assignment = [],
  revocation = [],
  inherited_revocation = [],
  ...others
}: Tables): void {
  requirePlaces(others)
  for (const { id, name, version_count, last_sequence } of bucket) {
    const numbers = version
      .filter((row) => row['bucket_id'] === id && row['sequence'] !== 0)
      .map((row) => row['sequence'])
    const what = `bucket ${String(name)}`
    assert.equal(new Set(numbers).size, numbers.length, `${what} gave a number twice`)
    assert.equal(version_count, numbers.length, `${what} miscounts its versions`)
    assert.ok(Math.max(0, ...numbers.map(Number)) <= Number(last_sequence), `${what} forgot a number`)
  }
  for (const { id, fingerprint, sequence } of version) {
    const states = build.filter((row) => row['version_id'] === id).map(({ status }) => status)
    const isDone = states.length > 0 && states.every((status) => status === 'done')
    const what = `version ${String(fingerprint)}`
    if (sequence === 0) assert.ok(!isDone, `${what} is done and has no number`)
    else assert.ok(states.includes('done'), `${what} has a number and nothing that is done`)
  }
  for (const { id, name, version_id } of channel) {
    const lines = channel_assignment
      .filter((row) => row['channel_id'] === id)
      .toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
    assert.equal(
      lines.at(-1)?.['version_id'] ?? null,
      version_id,
      `channel ${String(name)} is not where its history ends`,
    )
  }
  const revocations = new Set(revocation.map(({ id }) => id))
  for (const { revocation_id } of inherited_revocation)
    assert.ok(revocations.has(revocation_id), `the revocation ${String(revocation_id)} is inherited and is not there`)
}

/** Each event has a position or waits for one, and positions are sealed without a gap. */
function requirePlaces({ event = [], unsealed_event = [], sealed_event = [], ledger = [] }: Tables): void {
  const placed = [...sealed_event, ...unsealed_event].map(({ event_id }) => String(event_id)).toSorted()
  const all = event.map(({ id }) => String(id)).toSorted()
  assert.deepEqual(placed, all, 'each event has one place, or waits for it')
  const stored = new Map(event.map((row) => [row['id'], row as StoredEvent]))
  const ends = [...Map.groupBy(sealed_event, (row) => String(row['ledger']))].map(([name, rows]) => {
    let head: Pick<Seal, 'position' | 'hash'> = START
    for (const row of rows.toSorted((one, other) => Number(one['position']) - Number(other['position']))) {
      const position = head.position + 1
      const hash = sealHash({
        previous: head.hash,
        ledger: name,
        position,
        stored: stored.get(row['event_id']) ?? assert.fail('an event is gone'),
      })
      assert.deepEqual([row['position'], row['hash']], [position, hash], `ledger ${name} holds`)
      head = { position, hash }
    }
    return [name, head.position, head.hash]
  })
  assert.deepEqual(new Set(ledger.map(({ id, position, hash }) => [id, position, hash])), new Set(ends))
}

/** A job is promised to purge whatever is deleted and not purged yet. */
export function requirePromises({ bucket = [], job = [] }: Tables): void {
  const isOwed = bucket.some(({ deleted_at }) => deleted_at !== null)
  assert.ok(!isOwed || job.some(({ kind }) => kind === 'purge-buckets'), 'nobody clears away a deleted bucket')
}

const place = (line: Readonly<Record<string, unknown>>) => `${String(line['assigned_at'])} ${String(line['id'])}`
