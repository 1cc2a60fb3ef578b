import { randomBytes } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import type { DataDirectory } from '../../config/data-directory.ts'
import { failedPrecondition, reasonOf } from '../../domain/errors.ts'
import { SECRET_KEY_BYTES } from '../../domain/organization/secret-cipher.ts'
import { secretWarning } from '../../machine/keep-private.ts'
import { createFile } from '../../machine/write-file.ts'

const MOST_KEYS = 20
/** The first key encrypts and signs. */
export type SecretKeys = readonly [Uint8Array, ...Uint8Array[]]

const KEY = /^[A-Za-z0-9+/]{43}=$/

/**
 * The keys in the operator's file, or else in the data directory, where one is created if there is none. Warns if other users can open the
 * operator's file; refuses (`failed_precondition`) a file that contains anything but keys, and quotes no line of it.
 */
export async function secretKeys(
  given: string | null,
  { secretKeysFile }: Pick<DataDirectory, 'secretKeysFile'>,
  warn: (message: string) => void,
): Promise<SecretKeys> {
  if (given === null) await readable(secretKeysFile, () => createFile(secretKeysFile, newKeys(), 0o600))
  return readKeys(given, given ?? secretKeysFile, warn)
}

/** Like `secretKeys`, but creates none: null if the data directory has none yet. */
export async function presentSecretKeys(
  given: string | null,
  { secretKeysFile }: Pick<DataDirectory, 'secretKeysFile'>,
  warn: (message: string) => void,
): Promise<SecretKeys | null> {
  if (given === null && !(await isThere(secretKeysFile))) return null
  return readKeys(given, given ?? secretKeysFile, warn)
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

const readKeys = (given: string | null, file: string, warn: (message: string) => void): Promise<SecretKeys> =>
  readable(file, async () => {
    const keys = keysIn(file, await readFile(file, 'utf8'))
    const warning = given === null ? null : await secretWarning('secret keys', file)
    if (warning !== null) warn(warning)
    return keys
  })

async function readable<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw failedPrecondition(`the secret keys ${file} cannot be read: ${reasonOf(error)}`)
  }
}

const newKeys = () =>
  `# Encrypts tokens of webhooks and secrets of streams in the database, and signs the stubs of pruned events.\n# Keep a copy of this file, but not next to a copy of the database.\n${randomBytes(SECRET_KEY_BYTES).toString('base64')}\n`

function keysIn(file: string, text: string): SecretKeys {
  const lines = text.split('\n').map((line) => line.trim())
  const [first, ...others] = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const wrong = lines.findIndex((line) => line !== '' && !line.startsWith('#') && !KEY.test(line))
  const why =
    wrong === -1 ? `has ${first === undefined ? 'no keys' : 'too many keys'}` : `has no valid key in line ${wrong + 1}`
  if (first === undefined || wrong !== -1 || others.length >= MOST_KEYS)
    throw failedPrecondition(
      `the secret keys ${file}: it ${why}; it must have one to ${MOST_KEYS} keys of 32 bytes, one per line, as "openssl rand -base64 32" prints them`,
    )
  return [keyOf(first), ...others.map(keyOf)]
}

const keyOf = (line: string) => new Uint8Array(Buffer.from(line, 'base64'))
