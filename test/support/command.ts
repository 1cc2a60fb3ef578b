// The command line as people run it: in a process of its own, which inherits nothing of this process's environment
// except the path.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { RunningServer } from '../../src/cli/running-file.ts'

/** The program that people run. It recompiles itself when its sources have changed. */
export const COMMAND = fileURLToPath(new URL('../../bin/assay.js', import.meta.url))

export type Variables = Readonly<Record<string, string>>

/** Variables that kill a command just before one of its steps; see fall-at.js. */
export const fallingAt = (pattern: string, nth: number): Variables => ({
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('fall-at.js', import.meta.url))}`,
  FALL_AT: JSON.stringify({ pattern, nth }),
})

export interface Outcome {
  /** Null when a signal ended the command. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Command {
  readonly child: ChildProcess
  /** Resolves when the output contains these words; rejects when the output ends without them. */
  readonly says: (stream: 'stdout' | 'stderr', words: string) => Promise<void>
  /** What the command has written there so far. */
  readonly stderr: () => string
  readonly stdout: () => string
  readonly ended: Promise<Outcome>
}

export const startCommand = (test: Pick<TestContext, 'after'>, args: readonly string[], env: Variables): Command =>
  startProgram(test, [COMMAND, ...args], env)

/** Starts a Node program, the first of the words, and kills it when the test ends, if it still runs. */
export function startProgram(test: Pick<TestContext, 'after'>, words: readonly string[], env: Variables): Command {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  test.after(() => child.kill('SIGKILL'))
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout: stdout.text(),
    stderr: stderr.text(),
  }))
  const says: Command['says'] = async (stream, words) => {
    if (await (stream === 'stdout' ? stdout : stderr).says(words)) return
    const outcome = await ended
    throw new Error(`ended without saying ${JSON.stringify(words)}, but: ${JSON.stringify(outcome)}`)
  }
  return { child, ended, says, stderr: () => stderr.text(), stdout: () => stdout.text() }
}

export const runCommand = (test: TestContext, args: readonly string[], env: Variables): Promise<Outcome> =>
  startCommand(test, args, env).ended

export interface Server extends Command {
  readonly url: string
}

/** Starts a server on a free port and waits until it serves. */
export async function startServer(
  test: Pick<TestContext, 'after'>,
  dataDirectory: string,
  args: readonly string[],
): Promise<Server> {
  const command = startCommand(test, ['serve', '--listen', '127.0.0.1:0', ...args], { ASSAY_DATA_DIR: dataDirectory })
  await command.says('stdout', 'Its database is')
  const running = JSON.parse(await readFile(`${dataDirectory}/running.json`, 'utf8')) as RunningServer
  return { ...command, url: running.url }
}

/** Stops the server as a service manager does. */
export async function stop({ child, ended }: Command): Promise<Outcome> {
  child.kill('SIGTERM')
  return ended
}

function collect(stream: Readable) {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return {
    text: () => text,
    /** Resolves once the text contains the words or the stream has ended, with whether it contains them. */
    says: (words: string) =>
      new Promise<boolean>((resolve) => {
        const look = () => {
          if (text.includes(words) || stream.closed) resolve(text.includes(words))
        }
        stream.on('data', look).once('close', look)
        look()
      }),
  }
}
