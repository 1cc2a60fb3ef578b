// `running.json`: how other commands find the server that runs on a data directory. Holds no secret.
import { readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAlive } from '../machine/is-alive.ts'
import { replaceFile } from '../machine/write-file.ts'

export interface RunningServer {
  readonly pid: number
  /** As clients are to use it. */
  readonly url: string
  /** What clients must be told to trust; null when they trust it already. */
  readonly caFile: string | null
  readonly organizationId: string
  readonly projectId: string
}

/**
 * The file is removed when this process ends, however it ends. One that another process has, which is alive, is left as it
 * is: then the answer is what it says.
 */
export async function writeRunning(file: string, server: RunningServer): Promise<RunningServer | null> {
  const other = await findRunning(file)
  if (other !== null && other.pid !== server.pid) return other
  process.once('exit', () => {
    try {
      if (parse(readFileSync(file, 'utf8'))?.pid === server.pid) rmSync(file)
    } catch {
      // Gone already, and a dead process in it is noticed by whoever reads it.
    }
  })
  await replaceFile(file, `${JSON.stringify(server, null, 2)}\n`, 0o600)
  return null
}

/** Null when there is none, or when the process of a file that was left behind is gone. */
export async function findRunning(file: string): Promise<RunningServer | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  const server = text === null ? null : parse(text)
  return server !== null && isAlive(server.pid) ? server : null
}

function parse(text: string): RunningServer | null {
  try {
    const server = JSON.parse(text) as Partial<RunningServer> | null
    return typeof server?.pid === 'number' && typeof server.url === 'string' ? (server as RunningServer) : null
  } catch {
    return null
  }
}
