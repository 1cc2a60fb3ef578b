import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { environmentVariable } from '../../config/config.ts'
import type { SecretPlace } from '../../config/named-in-file.ts'
import { failedPrecondition, reasonOf } from '../../domain/errors.ts'
import { secretWarning } from '../../machine/keep-private.ts'

export interface Naming {
  /** The file that names the place. */
  readonly file: string
  /** What is named, in that file: its field without "File" and "Env", after the name of the thing. */
  readonly told: string
  readonly field: string
  /** What the secret is, in words. */
  readonly what: string
  readonly warn: (message: string) => void
}

/** The secret that is there. Refuses a place where there is none; warns of a file that is open to anybody. */
export async function secretAt(place: SecretPlace, { file, told, field, what, warn }: Naming): Promise<string> {
  if ('variable' in place)
    return secretIn(environmentVariable(place.variable), `${told}.${field}Env: ${place.variable}`, what)
  const secretFile = resolve(dirname(file), place.file)
  const secret = secretIn(await readNamedFile(what, secretFile), `${told}.${field}File: ${secretFile}`, what)
  const warning = await secretWarning(what, secretFile)
  if (warning !== null) warn(warning)
  return secret
}

function secretIn(text: string | undefined, place: string, what: string): string {
  const secret = text?.trim() ?? ''
  if (secret === '') throw failedPrecondition(`${place} holds no ${what}`)
  return secret
}

export async function readNamedFile(what: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw failedPrecondition(`the ${what} ${file} cannot be read: ${reasonOf(error)}`)
  }
}
