import { getRandomValues } from 'node:crypto'
import { fail, unavailable } from '../errors.ts'
import type { ServerKeyStore } from './server-key-store.ts'

const SERVER_KEY_BYTES = 32

/**
 * The server key, made when the database has none. Called first in a transaction, it is also that transaction's lock:
 * of two servers that start on an empty database, the second one's insert waits until the first one's transaction ends,
 * and what it then reads includes all that the first one made.
 */
export async function claimServerKey(store: ServerKeyStore): Promise<Uint8Array> {
  const known = await store.find()
  if (known !== undefined) return known
  const made = getRandomValues(new Uint8Array(SERVER_KEY_BYTES))
  if (await store.insert(made)) return made
  return (await store.find()) ?? fail(unavailable('the server key vanished while it was being read'))
}
