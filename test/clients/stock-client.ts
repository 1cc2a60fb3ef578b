// Runs programs that are not ours: each with a directory and a home of its own, pointed at the registry only by its
// environment, in a process group of its own, and killed when it does not end.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'

export type Environment = Readonly<Record<string, string>>

export interface Workspace {
  readonly directory: string
  /** Writes files, by their path below the directory. */
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>
  readonly run: (command: readonly string[], environment?: Environment) => Promise<Finished>
  readonly start: (command: readonly string[], environment?: Environment) => Promise<Running>
}

export interface Finished {
  /** Null when a signal ended the program. */
  readonly exitCode: number | null
  /** The output of both streams, without colours. */
  readonly output: string
  /** The output as one line: clients wrap the messages of servers, and frame them. */
  readonly words: string
}

export interface Running {
  /** Resolves with all output so far once it contains a line with the text; rejects when the program ends without it. */
  readonly says: (awaited: string) => Promise<string>
  /** Signals the process group: Packer runs itself in a child, which a signal to the parent alone does not reach. */
  readonly signal: (signal: NodeJS.Signals) => void
  readonly finished: Promise<Finished>
}

export interface Workspaces {
  readonly create: (files: Readonly<Record<string, string>>) => Promise<Workspace>
  readonly remove: () => Promise<void>
}

const GIVE_UP_MS = 120_000
const COLOURS = /\u001b\[[0-9;]*m/g

/** Workspaces whose programs get this environment, their path and home, and nothing else of ours. */
export async function workspaces(environment: Environment): Promise<Workspaces> {
  const root = await mkdtemp(join(tmpdir(), 'assay-client-'))
  return {
    create: async (files) => {
      const directory = await mkdtemp(join(root, 'work-'))
      const start = async (command: readonly string[], own: Environment = {}): Promise<Running> => {
        // A new home each time: its token cache uses the client id as the key, not the server.
        const home = await mkdtemp(join(root, 'home-'))
        const base = { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: home }
        return startIn(directory, command, { ...base, ...environment, ...own })
      }
      const write = async (written: Readonly<Record<string, string>>) => {
        for (const [path, content] of Object.entries(written)) {
          await mkdir(dirname(join(directory, path)), { recursive: true })
          await writeFile(join(directory, path), content)
        }
      }
      await write(files)
      return { directory, write, start, run: async (...given) => (await start(...given)).finished }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

/** Process groups that have not ended yet. */
const groups = new Set<number>()
process.once('exit', () => {
  for (const group of groups) process.kill(-group, 'SIGKILL')
})

function startIn(cwd: string, [command = '', ...args]: readonly string[], env: Environment): Running {
  // Detached, so that it leads a process group.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  const output = new PassThrough({ encoding: 'utf8' })
  const streams = [child.stdout, child.stderr]
  let open = streams.length
  for (const stream of streams) {
    stream.pipe(output, { end: false })
    stream.on('end', () => {
      open -= 1
      if (open === 0) output.end()
    })
  }
  output.on('data', (chunk: string) => {
    printed += chunk
  })

  const signal = (name: NodeJS.Signals) => {
    process.kill(-(child.pid ?? assert.fail(`${command} did not start`)), name)
  }
  if (child.pid !== undefined) groups.add(child.pid)
  const givenUp = setTimeout(signal, GIVE_UP_MS, 'SIGKILL')
  const exit = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (exitCode) => {
      try {
        // Ends what a cancelled client left behind: the command of a provisioner, which would keep the output open.
        signal('SIGKILL')
      } catch {
        // There is nothing left to kill.
      }
      groups.delete(child.pid ?? 0)
      resolve(exitCode)
    })
  })
  const finished = Promise.all([exit, once(output, 'end')])
    .then(([exitCode]) => {
      const plain = printed.replaceAll(COLOURS, '')
      return { exitCode, output: plain, words: plain.replaceAll(/[\s│]+/g, ' ') }
    })
    .finally(() => {
      clearTimeout(givenUp)
    })

  const says = (awaited: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const at = printed.indexOf(awaited)
        if (at !== -1 && printed.includes('\n', at)) resolve(printed)
        else if (output.readableEnded) reject(new Error(`${command} never said "${awaited}" but:\n${printed}`))
      }
      output.on('data', look)
      output.on('end', look)
      look()
    })
  return { says, signal, finished }
}

export function assertExit({ exitCode, output }: Finished, expected: number): void {
  assert.equal(exitCode, expected, output)
}
