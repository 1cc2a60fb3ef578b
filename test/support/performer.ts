// A process in which commands run one after the other: most of what a command takes goes into the start of a process of its own.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Outcome, Variables } from './command.ts'

/** As run-commands.ts reads it. */
export interface Performed {
  readonly words: readonly string[]
  /** What is piped into it. */
  readonly input: string
}

export interface Performer {
  /** Those that are asked for at the same time wait for each other. */
  readonly perform: (performed: Performed) => Promise<Outcome>
  readonly end: () => void
}

const PROGRAM = fileURLToPath(new URL('run-commands.ts', import.meta.url))

export function startPerformer({ env, cwd }: { readonly env: Variables; readonly cwd: string }): Performer {
  const child = spawn(process.execPath, [PROGRAM], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const outcomes = createInterface(child.stdout)[Symbol.asyncIterator]()
  let last: Promise<unknown> = Promise.resolve()
  return {
    perform(performed) {
      const outcome = last.then(async () => {
        child.stdin.write(`${JSON.stringify(performed)}\n`)
        const { value, done } = await outcomes.next()
        if (done === true) assert.fail('the process that runs commands has ended')
        return JSON.parse(value) as Outcome
      })
      last = outcome.catch(() => undefined)
      return outcome
    },
    end: () => {
      child.kill()
    },
  }
}
