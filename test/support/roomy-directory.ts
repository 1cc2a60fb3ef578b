import { statfs } from 'node:fs/promises'

const BYTES_NEEDED = 2 ** 30

/** Where databases are put: in memory where there is enough of it. Its path is short, because that of a socket is bounded. */
export async function roomyDirectory(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined)
  return memory !== undefined && memory.bavail * memory.bsize > BYTES_NEEDED ? '/dev/shm' : '/tmp'
}
