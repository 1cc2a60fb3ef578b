// A process that runs one command after the other, each a line of JSON with its words, and answers each with its outcome: what
// most of a command's time goes into otherwise is the start of a process of its own.
import { createInterface } from 'node:readline'
import { runCommandLine } from '../../src/cli/program.ts'
import type { Outcome } from './command.ts'

const { stdout, stderr } = process
const answer = stdout.write.bind(stdout)

for await (const line of createInterface(process.stdin)) {
  const said = { stdout: '', stderr: '' }
  stdout.write = (text: string | Uint8Array) => {
    said.stdout += String(text)
    return true
  }
  stderr.write = (text: string | Uint8Array) => {
    said.stderr += String(text)
    return true
  }
  const code = await runCommandLine(['node', 'assay', ...(JSON.parse(line) as string[])])
  answer(`${JSON.stringify({ code, ...said } satisfies Outcome)}\n`)
}
