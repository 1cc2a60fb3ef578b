// The process of performer.ts: reads a command from each line, as JSON, and answers it with its outcome.
import { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { runCommandLine } from '../../src/cli/program.ts'
import type { Outcome } from './command.ts'
import type { Performed } from './performer.ts'

const { stdin, stdout, stderr } = process
const answer = stdout.write.bind(stdout)

for await (const line of createInterface(stdin)) {
  const { words, input } = JSON.parse(line) as Performed
  const said = { stdout: '', stderr: '' }
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true })
  stdout.write = (text: string | Uint8Array) => {
    said.stdout += Buffer.from(text).toString()
    return true
  }
  stderr.write = (text: string | Uint8Array) => {
    said.stderr += Buffer.from(text).toString()
    return true
  }
  const code = await runCommandLine(['node', 'assay', ...words])
  answer(`${JSON.stringify({ code, ...said } satisfies Outcome)}\n`)
}
