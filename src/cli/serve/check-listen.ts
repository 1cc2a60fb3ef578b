import { once } from 'node:events'
import { createServer } from 'node:net'
import type { ListenAddress } from '../../config/setting-values.ts'

/**
 * Fails as listening there would. Called before anything is created: the first start commits a key to the database, and must not fail
 * between that and showing the key.
 */
export async function checkListen({ host, port }: ListenAddress): Promise<void> {
  const probe = createServer().listen({ host, port })
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}
