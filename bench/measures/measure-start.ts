// From the start of the process until /readyz answers 200, on a database that exists.
import { type ServerSettings, startServer } from '../load/server-process.ts'

const STARTS = 5

/** Milliseconds of each start. */
export async function measureStart(settings: ServerSettings): Promise<readonly number[]> {
  const starts: number[] = []
  // One more: the first start over TLS makes a certificate.
  for (let start = 0; start <= STARTS; start += 1) {
    const server = await startServer({ ...settings, protocol: 'https' })
    await server.stop()
    starts.push(server.readyMilliseconds)
  }
  return starts.slice(1)
}
