import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { SignInProvider } from '../../auth/provider-sign-in/sign-in-provider.ts'
import { environmentVariable } from '../../config/config.ts'
import { readSignInProviders, secretIn, type SecretPlace } from '../../config/sign-in-providers.ts'
import { failedPrecondition, reasonOf } from '../../domain/errors.ts'
import { secretWarning } from '../../machine/keep-private.ts'

/** The providers of the operator's file, with their secrets; none without a file. Warns of secrets that are open to anybody. */
export async function signInProviders(
  file: string | null,
  warn: (message: string) => void,
): Promise<readonly SignInProvider[]> {
  if (file === null) return []
  const settings = readSignInProviders(file, await read('sign-in providers', file))
  return Promise.all(
    settings.map(async (provider) => {
      const { name, clientSecret: place } = provider
      const secret = place === null ? null : await secretAt(place, { file, name, warn })
      return { ...provider, clientSecret: secret }
    }),
  )
}

interface Naming {
  readonly file: string
  readonly name: string
  readonly warn: (message: string) => void
}

/** Files are relative to the one that names them. */
async function secretAt(place: NonNullable<SecretPlace>, { file, name, warn }: Naming): Promise<string> {
  const told = `the sign-in providers ${file}: "${name}".`
  if ('variable' in place)
    return secretIn(environmentVariable(place.variable), `${told}clientSecretEnv: ${place.variable}`)
  const secretFile = resolve(dirname(file), place.file)
  const secret = secretIn(await read('client secret', secretFile), `${told}clientSecretFile: ${secretFile}`)
  const warning = await secretWarning('client secret', secretFile)
  if (warning !== null) warn(warning)
  return secret
}

async function read(what: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw failedPrecondition(`the ${what} ${file} cannot be read: ${reasonOf(error)}`)
  }
}
