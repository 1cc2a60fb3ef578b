// A process that runs commands one after the other: a command in a process of its own spends most of its time starting.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Outcome, Variables } from './command.ts'

/** A command as run-commands.ts reads it. */
export interface Performed {
  readonly words: readonly string[]
  /** All its variables except the path, which is this process's unless another is given. */
  readonly env: Variables
}

export interface Performer {
  /** Concurrent calls wait for each other. An aborted call kills the process, and the next call starts another. */
  readonly perform: (performed: Performed, signal?: AbortSignal) => Promise<Outcome>
}

interface Running {
  readonly child: ChildProcess
  readonly run: (performed: Performed) => Promise<Outcome>
}

/** The pipes of a child are sockets, which their type does not express. */
interface Held {
  ref(): unknown
  unref(): unknown
}

const PROGRAM = fileURLToPath(new URL('run-commands.ts', import.meta.url))

export function startPerformer(): Performer {
  let running: Running | null = null
  let last: Promise<unknown> = Promise.resolve()
  const end = () => {
    running?.child.kill()
    running = null
  }
  return {
    perform(performed, signal) {
      const outcome = last.then(async () => {
        signal?.throwIfAborted()
        signal?.addEventListener('abort', end)
        try {
          running ??= start()
          return await running.run(performed)
        } finally {
          signal?.removeEventListener('abort', end)
        }
      })
      last = outcome.catch(() => undefined)
      return outcome
    },
  }
}

function start(): Running {
  const PATH = process.env['PATH'] ?? ''
  const child = spawn(process.execPath, [PROGRAM], { env: { PATH }, stdio: ['pipe', 'pipe', 'inherit'] })
  const outcomes = createInterface(child.stdout)[Symbol.asyncIterator]()
  // Does not keep this process alive, and ends with this process, because its input ends.
  const [input, output] = [child.stdin, child.stdout] as unknown as readonly [Held, Held]
  for (const each of [child, input, output]) each.unref()
  return {
    child,
    async run({ words, env }) {
      const performed: Performed = { words, env: { PATH, ...env } }
      output.ref()
      child.stdin.write(`${JSON.stringify(performed)}\n`)
      const { value, done } = await outcomes.next()
      output.unref()
      if (done === true) assert.fail(`the process that runs commands has ended by "${words.join(' ')}"`)
      return JSON.parse(value) as Outcome
    },
  }
}
