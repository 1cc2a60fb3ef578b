// What people authenticate with: passwords as slow hashes, how easily one is guessed, and the codes of a second factor.
// What a password must be is a rule of the domain; this folder does not know who is asked for one, or how often.
import { argon2, randomBytes } from 'node:crypto'
import type { HashPassword, IsPassword } from '../../domain/principal/user/password.ts'
import { areEqual } from '../secret-hash.ts'
import { turns } from './turns.ts'

export interface Passwords {
  readonly hash: HashPassword
  readonly isRight: IsPassword
}

interface Cost {
  /** KiB. */
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

// The least that OWASP's Password Storage Cheat Sheet asks of argon2id: 40 ms, which do not block the event loop.
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const HASH_BYTES = 32

// Strangers can cause passwords to be checked: this bounds the memory that checks take, and their use of the threads that
// files need as well.
const AT_ONCE = 2
const WAITING = 64

/** A PHC string: every hash states its parameters. */
const PHC =
  /^\$argon2id\$v=19\$m=(?<memory>\d+),t=(?<passes>\d+),p=(?<parallelism>\d+)\$(?<salt>[\w+/]+)\$(?<hash>[\w+/]+)$/

export function passwords(): Passwords {
  const turn = turns({ atOnce: AT_ONCE, waiting: WAITING })
  // Not the hash of any password: checked where there is no hash, to take as long.
  const decoyPhc = phcOf(COST, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES))

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES)
      return phcOf(COST, salt, await turn(() => derive(password, salt, COST)))
    },
    async isRight(password, phc) {
      const { cost, salt, hash } = readPhc(phc ?? decoyPhc)
      const derived = await turn(() => derive(password, salt, cost))
      return areEqual(derived, hash)
    },
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

const phcOf = ({ memory, passes, parallelism }: Cost, salt: Uint8Array, hash: Uint8Array): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`

function readPhc(phc: string) {
  const { memory, passes, parallelism, salt = '', hash = '' } = PHC.exec(phc)?.groups ?? {}
  if (memory === undefined) throw new Error('the stored hash of a password is none of argon2id')
  const cost: Cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') }
}

const derive = (password: string, nonce: Uint8Array, cost: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parameters = { message: password, nonce, tagLength: HASH_BYTES, ...cost }
    argon2('argon2id', parameters, (error, derived) => {
      if (error) reject(error)
      else resolve(derived)
    })
  })
