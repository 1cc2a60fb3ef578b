// Loaded before a server (`node --import`): ends it as SIGKILL does, just before a step that leaves a trace. The steps are
// commits, what comes after them (`committed`), and whatever makes, moves or removes files; which one it is comes in the environment, as `FALL_AT`: a pattern and
// which of the steps that it matches. Without that, each step is written to stdout.
import { promises, writeSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { Socket } from 'node:net'
import type Sqlite from 'better-sqlite3'

const STDOUT = 1
const { pattern, nth } = JSON.parse(process.env['FALL_AT'] ?? '{"nth":-1}') as {
  readonly pattern?: string
  readonly nth: number
}
let met = 0

function step(name: string): void {
  if (pattern === undefined) writeSync(STDOUT, `step: ${name}\n`)
  else if (new RegExp(pattern).test(name) && met++ === nth) process.kill(process.pid, 'SIGKILL')
}

type Work = (this: unknown, ...given: readonly unknown[]) => unknown
const files = promises as unknown as Record<string, Work>
for (const name of ['open', 'rename', 'link', 'rm', 'mkdir']) {
  const work = files[name]
  files[name] = (...given) => {
    step(`${name} ${given.filter((part) => typeof part === 'string').join(' ')}`)
    return work?.(...given)
  }
}
syncBuiltinESMExports()

const require = createRequire(import.meta.url)
const sqlite = (require('better-sqlite3') as typeof Sqlite).prototype as unknown as Record<'prepare', Work>
const prepare = sqlite.prepare
sqlite.prepare = function (this: unknown, text) {
  const statement = prepare.apply(this, [text]) as Record<'run', Work>
  if (text !== 'commit') return statement
  const run = statement.run.bind(statement)
  statement.run = (...given) => {
    step('commit')
    const result = run(...given)
    step('committed')
    return result
  }
  return statement
}

// Whoever speaks with PostgreSQL may have been compiled together with its client: what it sends is all there is to see.
const COMMIT = Buffer.from('commit\0')
const QUERY = Buffer.byteLength('Q....')
const socket = Socket.prototype as unknown as Record<'write', Work>
const write = socket.write
socket.write = function (...given) {
  const [sent] = given
  if (Buffer.isBuffer(sent) && sent.subarray(QUERY).equals(COMMIT)) {
    step('commit')
    ;(this as Socket).prependOnceListener('data', () => {
      step('committed')
    })
  }
  return write.apply(this, given as unknown[])
}
