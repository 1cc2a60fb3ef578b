import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { prompt } from './prompt.ts'
import { usage } from '../client-failure.ts'

/** Reads a secret that is typed at a terminal, unseen, or piped in. It is never an argument, which other users can see. */
export async function readSecret(question: string, signal: AbortSignal): Promise<string> {
  const secret = process.stdin.isTTY ? await typed(question, signal) : (await text(process.stdin)).trim()
  if (secret === '') throw usage('no secret was given: type it, or pipe it to stdin')
  return secret
}

async function typed(question: string, signal: AbortSignal): Promise<string> {
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done()
    },
  })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  // From here on nothing that is typed is shown.
  process.stderr.write(question)
  try {
    return await prompt(terminal, { question: '', signal, left: 'no secret was typed: nothing was stored' })
  } finally {
    process.stderr.write('\n')
  }
}
