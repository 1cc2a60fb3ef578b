import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { environmentVariable } from '../../config/config.ts'
import type { SecretPlace } from '../../config/named-in-file.ts'
import { failedPrecondition, reasonOf } from '../../domain/errors.ts'
import { secretWarning } from '../../machine/keep-private.ts'

export interface Naming {
  /** The settings file that says where the secret is. */
  readonly file: string
  /** What names the secret in that file: the item, and its field without "File" or "Env". */
  readonly told: string
  readonly field: string
  /** What the secret is, for messages. */
  readonly what: string
  readonly warn: (message: string) => void
}

/** Reads the secret. Refuses a place that has none; warns of a file that users outside its group can open. */
export async function secretAt(place: SecretPlace, { file, told, field, what, warn }: Naming): Promise<string> {
  if ('variable' in place)
    return secretIn(environmentVariable(place.variable), `${told}.${field}Env: the variable ${place.variable}`)
  const secretFile = resolve(dirname(file), place.file)
  const secret = secretIn(await readNamedFile(what, secretFile), `${told}.${field}File: the file ${secretFile}`)
  const warning = await secretWarning(what, secretFile)
  if (warning !== null) warn(warning)
  return secret
}

function secretIn(text: string | undefined, place: string): string {
  const secret = text?.trim() ?? ''
  if (secret === '') throw failedPrecondition(`${place} is ${text === undefined ? 'not set' : 'empty'}`)
  return secret
}

export async function readNamedFile(what: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw failedPrecondition(`the ${what} ${file} cannot be read: ${reasonOf(error)}`)
  }
}
