// The time that `assay channel show` takes, with a token and the channel requested over TLS, compared with a Node that does nothing.
import { spawnSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readClientVariables } from '../../src/cli/client-variables.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { startServer } from '../load/server-process.ts'
import { median } from '../report/median.ts'
import { atMost, type Figure } from '../report/report.ts'

const COMMAND = fileURLToPath(new URL('../../bin/assay.js', import.meta.url))
const STARTS = 15
const MOST_MS = 200

export async function commandFigures(directory: string): Promise<readonly Figure[]> {
  const dataDir = join(directory, 'command')
  await mkdir(dataDir, { mode: 0o700 })
  const server = await startServer({ dataDir, protocol: 'https', databaseUrl: null, nodeFlags: [] })
  try {
    const credentials = readClientVariables(await readFile(dataDirectoryAt(dataDir).credentialsFile, 'utf8'))
    const env = { PATH: process.env['PATH'], HOME: directory, ...Object.fromEntries(credentials) }
    const took = (...words: readonly string[]): number => {
      const began = performance.now()
      const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' })
      if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`)
      return performance.now() - began
    }
    took(COMMAND, 'bucket', 'create', 'ubuntu')
    const turns = Array.from({ length: STARTS }, () => ({
      command: took(COMMAND, 'channel', 'show', 'ubuntu@latest'),
      nothing: took('-e', '0'),
    }))
    console.log(`\nassay channel show, ${STARTS} times in turns with node -e 0, over TLS, SQLite`)
    console.log(
      `  ${turns.map(({ command, nothing }) => `${command.toFixed(0)} (${nothing.toFixed(0)})`).join(', ')} ms`,
    )
    const beyond = median(turns.map(({ command, nothing }) => command - nothing))
    return [atMost('assay channel show, beyond node -e 0', beyond, MOST_MS, ' ms')]
  } finally {
    await server.stop()
  }
}
