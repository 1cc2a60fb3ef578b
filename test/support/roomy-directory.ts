import { statfs } from 'node:fs/promises'

const BYTES_NEEDED = 2 ** 30

/** The directory for databases: in memory if there is enough of it. Its path is short, because the length of a socket's path is limited. */
export async function roomyDirectory(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined)
  return memory !== undefined && memory.bavail * memory.bsize > BYTES_NEEDED ? '/dev/shm' : '/tmp'
}
