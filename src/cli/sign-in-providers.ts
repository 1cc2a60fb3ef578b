import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { SignInProvider } from '../auth/provider-sign-in/sign-in-provider.ts'
import { environmentVariable } from '../config/config.ts'
import { readSignInProviders, secretIn, type SecretPlace } from '../config/sign-in-providers.ts'
import { failedPrecondition, reasonOf } from '../domain/errors.ts'

/** The providers of the operator's file, with their secrets; none without a file. */
export async function signInProviders(file: string | null): Promise<readonly SignInProvider[]> {
  if (file === null) return []
  const settings = readSignInProviders(file, await read('sign-in providers', file))
  return Promise.all(
    settings.map(async (provider) => ({ ...provider, clientSecret: await secretAt(provider.clientSecret, file) })),
  )
}

/** Files are relative to the one that names them. */
async function secretAt(place: SecretPlace, file: string): Promise<string | null> {
  if (place === null) return null
  if ('variable' in place) return secretIn(environmentVariable(place.variable), place.variable)
  const secretFile = resolve(dirname(file), place.file)
  return secretIn(await read('client secret', secretFile), secretFile)
}

async function read(what: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw failedPrecondition(`the ${what} ${file} cannot be read: ${reasonOf(error)}`)
  }
}
