import { chmod, mkdir, readFile } from 'node:fs/promises'
import type { BrowserLogin } from '../../../client/browser-login.ts'
import type { ServerAddress } from '../../../client/environment.ts'
import type { ServicePrincipalKey } from '../../../client/service-principal-key.ts'
import type { ClientDirectory } from '../../../config/client-directory.ts'
import { ifThere } from '../../../machine/if-there.ts'
import { replaceFile } from '../../../machine/write-file.ts'
import { ClientFailure } from '../client-failure.ts'

/** What somebody asks a server with. */
export type StoredCredentials =
  | ({ readonly kind: 'browser' } & BrowserLogin)
  | ({ readonly kind: 'key' } & ServicePrincipalKey)
  | { readonly kind: 'file'; readonly path: string }

/** What a server has let somebody ask it with. */
export interface GivenLogin extends ServerAddress {
  /** PEM of the authorities that the server's certificate is believed by; null for those of the machine. */
  readonly authorities: string | null
  readonly credentials: StoredCredentials
}

export interface StoredLogin extends GivenLogin {
  /** Who that is, by the id that the server has; empty where it does not say. */
  readonly principalId: string
  readonly organizationId: string
  readonly projectId: string
}

/** By the address of the server; `current` is asked where nothing else is named. */
export interface Logins {
  readonly current: string | null
  readonly byUrl: Readonly<Record<string, StoredLogin>>
}

const NONE: Logins = { current: null, byUrl: {} }

export async function readLogins({ loginsFile }: ClientDirectory): Promise<Logins> {
  const text = await ifThere(readFile(loginsFile, 'utf8'))
  if (text === null) return NONE
  try {
    const { current = null, byUrl = {} } = JSON.parse(text) as Partial<Logins>
    return { current, byUrl }
  } catch (cause) {
    throw new ClientFailure('failed', `${loginsFile} is no JSON: remove it, and log in again with assay login`, cause)
  }
}

export async function writeLogins({ root, loginsFile }: ClientDirectory, logins: Logins): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  // The folder may be from before, and other programs' umask.
  await chmod(root, 0o700)
  await replaceFile(loginsFile, `${JSON.stringify(logins, null, 2)}\n`, 0o600)
}

/** Writes what takes the place of a login by browser; not where somebody has logged out of that meanwhile, or logged in anew. */
export async function replaceLogin(
  directory: ClientDirectory,
  { apiUrl, shown, next }: { readonly apiUrl: string; readonly shown: BrowserLogin; readonly next: BrowserLogin },
): Promise<void> {
  const { current, byUrl } = await readLogins(directory)
  const kept = byUrl[apiUrl]
  if (kept?.credentials.kind !== 'browser' || kept.credentials.refreshToken !== shown.refreshToken) return
  const login: StoredLogin = { ...kept, credentials: { kind: 'browser', ...next } }
  await writeLogins(directory, { current, byUrl: { ...byUrl, [apiUrl]: login } })
}

/** Forgets the login, as others are kept by now; answers them. */
export async function forgetLogin(directory: ClientDirectory, url: string): Promise<Logins> {
  const { current, byUrl } = await readLogins(directory)
  const { [url]: gone, ...others } = byUrl
  const left = { current: current === url ? (Object.keys(others)[0] ?? null) : current, byUrl: others }
  if (gone !== undefined) await writeLogins(directory, left)
  return left
}
