// Loaded before a server (`node --import`): kills it with SIGKILL just before a step that leaves a trace. The steps are commits, the
// moments right after them (`committed`), and all calls that create, move or remove files. The variable `FALL_AT` selects one: a pattern,
// and the index among the steps that match it. Without a pattern, each step is written to stdout. This file is JavaScript, because
// stripping its types would cost each of these servers a tenth of its start.
// @ts-check
import { promises, writeSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { Socket } from 'node:net'

const STDOUT = 1
/** @type {{ readonly pattern?: string, readonly nth: number }} */
const { pattern, nth } = JSON.parse(process.env['FALL_AT'] ?? '{"nth":-1}')
let met = 0

/** @param {string} name */
function step(name) {
  if (pattern === undefined) writeSync(STDOUT, `step: ${name}\n`)
  else if (new RegExp(pattern).test(name) && met++ === nth) process.kill(process.pid, 'SIGKILL')
}

/** @typedef {(this: unknown, ...given: readonly unknown[]) => unknown} Work */
/** @type {any} */
const files = promises
for (const name of ['open', 'rename', 'link', 'rm', 'mkdir']) {
  /** @type {Work} */
  const work = files[name]
  files[name] = (/** @type {readonly unknown[]} */ ...given) => {
    step(`${name} ${given.filter((part) => typeof part === 'string').join(' ')}`)
    return work(...given)
  }
}
syncBuiltinESMExports()

/** @type {any} */
const sqlite = createRequire(import.meta.url)('better-sqlite3').prototype
/** @type {(this: unknown, text: string) => { run: Work }} */
const prepare = sqlite.prepare
/**
 * @this {unknown}
 * @param {string} text
 */
sqlite.prepare = function (text) {
  const statement = prepare.call(this, text)
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

// The code that speaks to PostgreSQL may be bundled with its client, so only the bytes that it sends can be observed.
const COMMIT = Buffer.from('commit\0')
const QUERY = Buffer.byteLength('Q....')
/** @type {any} */
const socket = Socket.prototype
/** @type {Work} */
const write = socket.write
/**
 * @this {Socket}
 * @param {unknown[]} given
 */
socket.write = function (...given) {
  const [sent] = given
  if (Buffer.isBuffer(sent) && sent.subarray(QUERY).equals(COMMIT)) {
    step('commit')
    this.prependOnceListener('data', () => {
      step('committed')
    })
  }
  return write.apply(this, given)
}
