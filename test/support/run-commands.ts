// The process of performer.ts: reads a command from each line as JSON, runs its compiled code, and writes its outcome.
import { execFileSync } from 'node:child_process'
import { enableCompileCache } from 'node:module'
import { createInterface } from 'node:readline'
import { Readable, type Writable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { DIST, isOfTheseSources, lastCompiled } from '../../bin/compiled.js'
import { COMMAND, type Outcome } from './command.ts'
import type { Performed } from './performer.ts'
import type * as program from '../../src/cli/program.ts'

type Program = typeof program

class Exit extends Error {
  readonly code: number

  constructor(code: number) {
    super()
    this.code = code
  }
}

const { stdin, stdout, stderr } = process
const exit = process.exit.bind(process)
const answer = stdout.write.bind(stdout)
const parts = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) }

const { runCommandLine } = await compiledProgram()
process.exit = (code?: number | string | null) => {
  throw new Exit(Number(code ?? 0))
}
stdout.write = collecting('stdout')
stderr.write = collecting('stderr')

for await (const line of createInterface(stdin)) {
  const { words, env } = JSON.parse(line) as Performed
  Object.assign(parts, { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) })
  Object.defineProperty(process, 'stdin', { value: Readable.from([]), configurable: true })
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, env)
  const code = await codeOf(words)
  const outcome: Outcome = { code, stdout: parts.stdout.toString(), stderr: parts.stderr.toString() }
  answer(`${JSON.stringify(outcome)}\n`)
}
exit()

async function compiledProgram(): Promise<Program> {
  const last = lastCompiled()
  if (last === null || !isOfTheseSources(last.command)) execFileSync(process.execPath, [COMMAND, '--version'])
  const { command } = lastCompiled() ?? { command: { outputs: [] } }
  const [name] = command.outputs.filter((output) => output.startsWith('program-'))
  if (name === undefined) throw new Error('nothing is compiled')
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/assay', import.meta.url)))
  return (await import(pathToFileURL(`${DIST}/${name}`).href)) as Program
}

/** Operators' commands end the process when their command line has a mistake. */
async function codeOf(words: readonly string[]): Promise<number> {
  try {
    process.argv = [process.execPath, COMMAND, ...words]
    return await runCommandLine(process.argv)
  } catch (error) {
    if (error instanceof Exit) return error.code
    throw error
  }
}

function collecting(stream: keyof typeof parts): Writable['write'] {
  return (chunk: string | Uint8Array, ...[encoding, callback]: readonly unknown[]) => {
    parts[stream] = Buffer.concat([parts[stream], Buffer.from(chunk as string)])
    const written = typeof encoding === 'function' ? encoding : callback
    if (typeof written === 'function') queueMicrotask(written as () => void)
    return true
  }
}
