import type { SignInProvider } from '../../auth/provider-sign-in/sign-in-provider.ts'
import { readSignInProviders } from '../../config/sign-in-providers.ts'
import { readNamedFile, secretAt } from './secret-place.ts'

/** The providers in the operator's file, with their secrets; none without a file. Warns of secrets open to other users. */
export async function signInProviders(
  file: string | null,
  warn: (message: string) => void,
): Promise<readonly SignInProvider[]> {
  if (file === null) return []
  const settings = readSignInProviders(file, await readNamedFile('sign-in providers', file))
  return Promise.all(
    settings.map(async (provider) => {
      const { name, clientSecret: place } = provider
      const told = `the sign-in providers ${file}: "${name}"`
      const naming = { file, told, field: 'clientSecret', what: 'client secret', warn }
      return { ...provider, clientSecret: place === null ? null : await secretAt(place, naming) }
    }),
  )
}
