// A process in which commands run one after the other: most of what a command takes goes into the start of a process of its own.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Outcome, Variables } from './command.ts'

/** As run-commands.ts reads it. */
export interface Performed {
  readonly words: readonly string[]
  /** All its variables but the path, which is that of this process unless another is said. */
  readonly env: Variables
}

export interface Performer {
  /** Those that are asked for at the same time wait for each other. One that is called off ends the process, and the next has another. */
  readonly perform: (performed: Performed, signal?: AbortSignal) => Promise<Outcome>
}

interface Running {
  readonly child: ChildProcess
  readonly run: (performed: Performed) => Promise<Outcome>
}

/** Pipes of a child are sockets, which its type does not say. */
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
  // Holds up the end of nobody, and ends with whoever started it, because its input does.
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
