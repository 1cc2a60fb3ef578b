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
 * The key (Ed25519, PEM) in a file; made where there is none, for its owner alone. Where others can read it, people are warned. Throws
 * `ClientFailure` where it can be neither read nor made.
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
  // Another export may have made one meanwhile, which both sign with.
  return (await createFile(file, pem, 0o600)) ? { key: privateKey, isNew: true } : signingKey(file)
}

function keyIn(text: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(text)
    if (key.asymmetricKeyType === KIND) return key
  } catch {
    // Said below, as of one of another kind.
  }
  throw usage(
    `${file} is no private key of Ed25519 in PEM: name another with --key, or one that is not there, to have it made`,
  )
}

/** Its public half, by which archives are known: SPKI, in base64. */
export const publicText = (key: KeyObject): string =>
  createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'spki', format: 'der' })
    .toString('base64')

/** A public key as it is said: SPKI in base64, or a file that has it so, or as PEM. Throws `ClientFailure` where it is none. */
export async function publicKeyOf(said: string): Promise<KeyObject> {
  const text = said.startsWith('MCow') ? said : ((await ifThere(readFile(said, 'utf8'))) ?? said)
  try {
    const isPem = text.includes('-----BEGIN')
    const key = createPublicKey(isPem ? text : { key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' })
    if (key.asymmetricKeyType === KIND) return key
  } catch {
    // Said below, as of one of another kind.
  }
  throw usage(
    `--signed-by ${JSON.stringify(said)} is neither a public key of Ed25519, as assay export prints it, nor a file with one`,
  )
}

export const spkiText = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64')
