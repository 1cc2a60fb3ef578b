// The time from the start of the process until /readyz answers 200, on an existing database: for the process that `npm start` starts, and
// for `npm start` itself.
import { type ServerSettings, startServerBy } from '../load/server-process.ts'

const STARTS = 5

export interface Starts {
  readonly node: readonly number[]
  readonly npm: readonly number[]
}

/** Milliseconds of each start. */
export async function measureStart(settings: ServerSettings): Promise<Starts> {
  const starts = { node: [] as number[], npm: [] as number[] }
  // One start more: the first over TLS makes a certificate.
  for (let start = 0; start <= STARTS; start += 1)
    for (const starter of ['node', 'npm'] as const) {
      const server = await startServerBy(starter, { ...settings, protocol: 'https' })
      await server.stop()
      starts[starter].push(server.readyMilliseconds)
    }
  return { node: starts.node.slice(1), npm: starts.npm.slice(1) }
}
