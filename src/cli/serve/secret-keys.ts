import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { DataDirectory } from '../../config/data-directory.ts'
import { failedPrecondition, reasonOf } from '../../domain/errors.ts'
import { SECRET_KEY_BYTES } from '../../domain/organization/secret-cipher.ts'
import { secretWarning } from '../../machine/keep-private.ts'
import { createFile } from '../../machine/write-file.ts'

const MOST_KEYS = 20
const KEY = /^[A-Za-z0-9+/]{43}=$/

/**
 * The keys of the operator's file, or else of the data directory, where one is made when there is none. Warns when an operator's
 * is open to anybody; refuses (`failed_precondition`) a file that holds anything but keys, and tells no line of it.
 */
export async function secretKeys(
  given: string | null,
  { secretKeysFile }: Pick<DataDirectory, 'secretKeysFile'>,
  warn: (message: string) => void,
): Promise<readonly [Uint8Array, ...Uint8Array[]]> {
  const file = given ?? secretKeysFile
  try {
    if (given === null) await createFile(file, newKeys(), 0o600)
    const keys = keysIn(file, await readFile(file, 'utf8'))
    const warning = given === null ? null : await secretWarning('secret keys', file)
    if (warning !== null) warn(warning)
    return keys
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw failedPrecondition(`the secret keys ${file} cannot be read: ${reasonOf(error)}`)
  }
}

const newKeys = () =>
  `# Encrypts tokens of webhooks in the database. Keep a copy of it, though not beside one of the database.\n${randomBytes(SECRET_KEY_BYTES).toString('base64')}\n`

function keysIn(file: string, text: string): readonly [Uint8Array, ...Uint8Array[]] {
  const lines = text.split('\n').map((line) => line.trim())
  const [first, ...others] = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const wrong = lines.findIndex((line) => line !== '' && !line.startsWith('#') && !KEY.test(line))
  const why = wrong === -1 ? `holds ${first === undefined ? 'none' : 'too many'}` : `has none in line ${wrong + 1}`
  if (first === undefined || wrong !== -1 || others.length >= MOST_KEYS)
    throw failedPrecondition(
      `the secret keys ${file}: it ${why}; it must hold one to ${MOST_KEYS} keys of 32 bytes, a line each, as "openssl rand -base64 32" prints them`,
    )
  return [keyOf(first), ...others.map(keyOf)]
}

const keyOf = (line: string) => new Uint8Array(Buffer.from(line, 'base64'))
