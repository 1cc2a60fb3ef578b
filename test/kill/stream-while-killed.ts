// The receiver of a stream while servers are killed. It keeps all that comes, refuses some of it, and is judged at the end. Each entry
// came, in ledger order. What came again is the same, and begins at what was not accepted, or where the server that died had not moved
// its bookmark yet (ADR 34).
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Ending } from './mortal-server.ts'
import type { Random } from './random.ts'

interface Batch {
  /** By the ids of the entries, in the order in which they came. */
  readonly texts: ReadonlyMap<string, string>
  readonly accepted: boolean
}

export interface StreamWhileKilled {
  /** The contents of the file that `--streams` names. */
  readonly settings: string
  /** Whether all of these events were accepted. */
  readonly has: (ids: readonly string[]) => boolean
  /** How many entries of one ledger came again, given all its ids in order; throws if any came as it should not. */
  readonly judge: (ids: readonly string[], kills: number) => number
}

const REFUSED = 0.15

export async function streamWhileKilled(random: Random, ending: Ending): Promise<StreamWhileKilled> {
  const batches: Batch[] = []
  const server = createServer((request, response) => {
    const answer = async () => {
      const lines = (await text(request)).split('\n').filter((line) => line !== '')
      const texts = new Map(lines.map((line): [string, string] => [(JSON.parse(line) as { id: string }).id, line]))
      assert.equal(texts.size, lines.length, 'a batch has an entry twice')
      const accepted = random() >= REFUSED
      batches.push({ texts, accepted })
      if (accepted) response.end()
      else request.socket.destroy()
    }
    answer().catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ending.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const accepted = () => new Set(batches.flatMap((batch) => (batch.accepted ? [...batch.texts.keys()] : [])))
  return {
    settings: JSON.stringify([{ name: 'siem', kind: 'http', url, gzip: false }]),
    has: (ids) => new Set(ids).isSubsetOf(accepted()),
    judge: (ids, kills) => judged(batches, ids, kills),
  }
}

function judged(batches: readonly Batch[], ids: readonly string[], kills: number): number {
  const places = new Map(ids.map((id, place) => [id, place]))
  const known = new Map<string, string>()
  /** The index of the entry that is due if the server knows of everything that was accepted. */
  let due = 0
  let again = 0
  let returns = 0
  for (const { texts, accepted } of batches) {
    const came = [...texts.keys()].flatMap((id) => places.get(id) ?? [])
    const [first] = came
    if (first === undefined) continue
    assert.ok(first <= due, `the stream had event ${first} before event ${due}`)
    const inOrder = Array.from({ length: came.length }, (_, n) => first + n)
    assert.deepEqual(came, inOrder, 'a batch leaves none out, and turns none around')
    for (const [id, line] of texts) assert.equal(line, known.get(id) ?? line, `event ${id} came with other words`)
    for (const [id, line] of texts) known.set(id, line)
    if (first < due) returns += 1
    if (!accepted) continue
    again += Math.max(0, Math.min(due, first + came.length) - first)
    due = Math.max(due, first + came.length)
  }
  assert.equal(due, ids.length, `the stream accepted ${due} of ${ids.length} events`)
  assert.ok(returns <= kills, `the stream went back ${returns} times, after ${kills} kills`)
  return again
}
