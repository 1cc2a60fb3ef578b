// `running.json`: how other commands find the server that runs on a data directory. Contains no secret.
import { readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAlive } from '../machine/is-alive.ts'
import { replaceFile } from '../machine/write-file.ts'

export interface RunningServer {
  readonly pid: number
  /** The address that clients use. */
  readonly url: string
  /** The CA that clients must be told to trust; null if they trust it already. */
  readonly caFile: string | null
  readonly organizationId: string
  readonly projectId: string
}

/** Removes the file when this process exits. A file of another process that is alive stays as it is, and is returned. */
export async function writeRunning(file: string, server: RunningServer): Promise<RunningServer | null> {
  const other = await findRunning(file)
  if (other !== null && other.pid !== server.pid) return other
  process.once('exit', () => {
    try {
      if (parse(readFileSync(file, 'utf8'))?.pid === server.pid) rmSync(file)
    } catch {
      // The file is gone already. If it is not, its readers notice that the process is dead.
    }
  })
  await replaceFile(file, `${JSON.stringify(server, null, 2)}\n`, 0o600)
  return null
}

/** Null if there is no file, or if the process that left it behind is gone. */
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
