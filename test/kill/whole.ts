// What holds in every database, whoever was killed: rows that tell the same thing twice agree.
import assert from 'node:assert/strict'
import type { Tables } from './account.ts'

export function requireWhole({
  bucket = [],
  version = [],
  build = [],
  channel = [],
  channel_assignment = [],
  revocation = [],
  inherited_revocation = [],
}: Tables): void {
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

/** Whatever is deleted and not cleared away yet will be: somebody has promised it. */
export function requirePromises({ bucket = [], job = [] }: Tables): void {
  const isOwed = bucket.some(({ deleted_at }) => deleted_at !== null)
  assert.ok(!isOwed || job.some(({ kind }) => kind === 'purge-buckets'), 'nobody clears away a deleted bucket')
}

const place = (line: Readonly<Record<string, unknown>>) => `${String(line['assigned_at'])} ${String(line['id'])}`
