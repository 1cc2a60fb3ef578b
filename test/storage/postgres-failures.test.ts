// Errors that a test can hardly provoke on a real server, each in the form in which it arrives.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf, isWorthAnotherTry } from '../../src/storage/engine/postgres/postgres-failures.ts'

const named = (code: string) => Object.assign(new Error(`fails with ${code}`), { code })
const saying = (message: string) => new Error(message)

interface Expected {
  readonly words: RegExp
  readonly endsConnection: boolean
  readonly stopsWrites: boolean
  readonly errors: readonly Error[]
}

const failures: Readonly<Record<string, Expected>> = {
  'a full disk': {
    words: /^the disk of the database is full: nothing was changed; make room there/,
    endsConnection: false,
    stopsWrites: true,
    errors: ['53100'].map(named),
  },
  'no room for connections or memory': {
    words: /^the database has no room for more connections or memory: try again/,
    endsConnection: false,
    stopsWrites: false,
    errors: ['53000', '53200', '53300', '53400'].map(named),
  },
  'a lock or a statement that took too long': {
    words: /^the database is busy with other changes: try again/,
    endsConnection: false,
    stopsWrites: false,
    errors: ['55P03', '57014'].map(named),
  },
  'rights that were taken away': {
    words: /^the database refuses this server's user: see the server's log/,
    endsConnection: true,
    stopsWrites: true,
    errors: ['28000', '28P01', '3D000', '42501'].map(named),
  },
  'a server that fails by itself': {
    words: /^the database failed on its side: see its log/,
    endsConnection: true,
    stopsWrites: true,
    errors: ['58030', '58P01', 'XX000', 'XX001', 'XX002', 'F0000'].map(named),
  },
  'a server that is read-only': {
    words: /^the database is read-only, because it is a standby or was told to be/,
    endsConnection: true,
    stopsWrites: true,
    errors: ['25006'].map(named),
  },
  'a lost connection': {
    words: /^the connection to the database was lost: try again/,
    endsConnection: true,
    stopsWrites: false,
    errors: [
      ...['08000', '08003', '08006', '08P01', '57P01', '57P02', '57P03', '57P05', '25P03', '25P04'].map(named),
      ...['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'].map(named),
      saying('Connection terminated unexpectedly'),
      saying('Connection terminated'),
      saying('Query read timeout'),
      saying('Client has encountered a connection error and is not queryable'),
    ],
  },
}

for (const [what, { words, errors, ...expected }] of Object.entries(failures))
  test(`${what} is no fault of ours, whatever it is called`, () => {
    for (const cause of errors) {
      const { error, endsConnection, stopsWrites } = failureOf(cause) ?? assert.fail(cause.message)
      assert.deepEqual({ code: error.code, endsConnection, stopsWrites }, { code: 'unavailable', ...expected })
      assert.match(error.message, words)
      assert.equal(error.cause, cause)
    }
  })

test('what a query did wrong, or this program, is a fault of ours', () => {
  const faults = [
    ...['23505', '23503', '42601', '42P01', '22001', '25P02', 'ERR_INVALID_ARG_TYPE'].map(named),
    saying('column is undefined'),
    'Connection terminated',
  ]
  for (const fault of faults) assert.equal(failureOf(fault), undefined)
})

test('only transactions that crossed, and statements whose name did not last, run again', () => {
  for (const code of ['40001', '40P01', '26000', '42P05']) assert.equal(isWorthAnotherTry(named(code)), true)
  // A retry would lose its place in the queue.
  for (const code of ['55P03', '57014', '23505', '']) assert.equal(isWorthAnotherTry(named(code)), false)
})
