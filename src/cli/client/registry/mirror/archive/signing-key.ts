import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from '../../../../../domain/errors.ts'
import { ifThere } from '../../../../../machine/if-there.ts'
import { secretWarning } from '../../../../../machine/keep-private.ts'
import { createFile } from '../../../../../machine/write-file.ts'
import { usage } from '../../../client-failure.ts'
import { printable } from '../../../output/printable.ts'

const KIND = 'ed25519'

/**
 * The key (Ed25519, PEM) in a file; if there is no file, creates it for its owner alone. Prints a warning if others can read it. Throws
 * `ClientFailure` if the key can be neither read nor created.
 */
export async function signingKey(file: string): Promise<{ readonly key: KeyObject; readonly isNew: boolean }> {
  const text = await ifThere(readFile(file, 'utf8')).catch((cause: unknown) => {
    throw usage(`${file} cannot be read: ${reasonOf(cause)}: name another with --key`)
  })
  if (text !== null) {
    const key = keyIn(text, file)
    const warning = await ifThere(secretWarning('signing key', file))
    if (warning !== null) process.stderr.write(`assay: ${printable(warning)}\n`)
    return { key, isNew: false }
  }
  const { privateKey } = generateKeyPairSync(KIND)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  // Another export may have created a key meanwhile; then both sign with that one.
  return (await createFile(file, pem, 0o600)) ? { key: privateKey, isNew: true } : signingKey(file)
}

function keyIn(text: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(text)
    if (key.asymmetricKeyType === KIND) return key
  } catch {
    // Reported below, like a key of another kind.
  }
  throw usage(
    `${file} is not an Ed25519 private key in PEM: name another file with --key, or a new file to create a key in`,
  )
}

/** The public half of the key, by which users recognize archives: SPKI in base64. */
export const publicText = (key: KeyObject): string =>
  createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'spki', format: 'der' })
    .toString('base64')

/**
 * A public key as the user gives it: SPKI in base64, or a file that contains it in that form or as PEM. Throws `ClientFailure` if it is
 * none.
 */
export async function publicKeyOf(said: string): Promise<KeyObject> {
  const text = said.startsWith('MCow') ? said : ((await ifThere(readFile(said, 'utf8'))) ?? said)
  try {
    const isPem = text.includes('-----BEGIN')
    const key = createPublicKey(isPem ? text : { key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' })
    if (key.asymmetricKeyType === KIND) return key
  } catch {
    // Reported below, like a key of another kind.
  }
  throw usage(
    `--signed-by ${JSON.stringify(said)} is neither an Ed25519 public key, as assay export prints it, nor a file with one`,
  )
}

export const spkiText = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64')
