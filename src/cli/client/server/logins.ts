import { chmod, mkdir, readFile, rm } from 'node:fs/promises'
import type { BrowserLogin } from '../../../client/browser-login.ts'
import type { ServerAddress } from '../../../client/environment.ts'
import type { ServicePrincipalKey } from '../../../client/service-principal-key.ts'
import type { ClientDirectory } from '../../../config/client-directory.ts'
import { reasonOf } from '../../../domain/errors.ts'
import { withFileLock, type StillHeld } from '../../../machine/with-file-lock.ts'
import { ifThere } from '../../../machine/if-there.ts'
import { closedNow, keepPrivate } from '../../../machine/keep-private.ts'
import { replaceFileIf } from '../../../machine/write-file.ts'
import { ClientFailure } from '../client-failure.ts'

/** What a user authenticates with at a server. */
export type StoredCredentials =
  | ({ readonly kind: 'browser' } & BrowserLogin)
  | ({ readonly kind: 'key' } & ServicePrincipalKey)
  | { readonly kind: 'file'; readonly path: string }

/** Credentials that a server has accepted. */
export interface GivenLogin extends ServerAddress {
  /** PEM of the authorities by which the server's certificate is trusted; null for those of the machine. */
  readonly authorities: string | null
  readonly credentials: StoredCredentials
}

export interface StoredLogin extends GivenLogin {
  /** The principal's ID at the server. Empty if the server does not give one, absent if the login was stored before this field existed. */
  readonly principalId?: string
  /** Empty if the user named none and there were several, of these or of projects. */
  readonly organizationId: string
  /** Empty if the user named none and there were several: then every command needs one. */
  readonly projectId: string
}

/** The logins by the address of their server; commands call `current` if nothing else names a server. */
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
    throw new ClientFailure('failed', `${loginsFile} is not JSON: remove it, and log in again with assay login`, cause)
  }
}

/** Creates the folder for logins. Throws `ClientFailure` if that fails, before anybody is asked for a secret. */
export async function makeRoom({ root }: ClientDirectory): Promise<void> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    // The folder may exist already, with the umask of another program.
    await chmod(root, 0o700)
  } catch (cause) {
    throw new ClientFailure(
      'failed',
      `logins are stored in ${root}, which this user cannot write (${reasonOf(cause)}): set HOME or XDG_CONFIG_HOME to a folder that it can write, or use HCP_CLIENT_ID and HCP_CLIENT_SECRET instead`,
      cause,
    )
  }
}

/** Makes the logins private if other users of the machine could read them, and says so. Throws `DomainError` if that fails. */
export async function closeLogins({ loginsFile }: ClientDirectory): Promise<void> {
  if (await ifThere(keepPrivate(loginsFile))) process.stderr.write(`assay: ${closedNow(loginsFile)}\n`)
}

type Change = (kept: Logins) => Logins | null

/**
 * Changes the logins as they are stored by then, under a lock. Others wait for it, but not for a process that died. A change of null
 * changes nothing. The change is computed again if others took this process for dead. The signal ends the wait for the lock.
 */
async function changeLogins(directory: ClientDirectory, change: Change, signal?: AbortSignal): Promise<void> {
  const { loginsFile } = directory
  await makeRoom(directory)
  const isDone = async (isStillHeld: StillHeld) => {
    await closeLogins(directory)
    const next = change(await readLogins(directory))
    if (next === null) return true
    if (Object.keys(next.byUrl).length > 0)
      return replaceFileIf(isStillHeld, loginsFile, `${JSON.stringify(next, null, 2)}\n`, 0o600)
    if (!(await isStillHeld())) return false
    await rm(loginsFile, { force: true })
    return true
  }
  while (!(await withFileLock(loginsFile, isDone, signal)));
}

/** Stores a login, which commands use from now on, and returns the one that it replaces. */
export async function keepLogin(
  directory: ClientDirectory,
  login: StoredLogin,
  signal?: AbortSignal,
): Promise<StoredLogin | null> {
  const { apiUrl } = login
  let replaced: StoredLogin | null = null
  const keep: Change = ({ byUrl }) => {
    replaced = byUrl[apiUrl] ?? null
    return { current: apiUrl, byUrl: { ...byUrl, [apiUrl]: login } }
  }
  await changeLogins(directory, keep, signal)
  return replaced
}

/** Replaces the tokens of a login by browser, unless the user has logged out of it or logged in again meanwhile. */
export async function replaceLogin(
  directory: ClientDirectory,
  { apiUrl, shown, next }: { readonly apiUrl: string; readonly shown: BrowserLogin; readonly next: BrowserLogin },
): Promise<void> {
  await changeLogins(directory, ({ current, byUrl }) => {
    const kept = byUrl[apiUrl]
    if (kept?.credentials.kind !== 'browser' || kept.credentials.refreshToken !== shown.refreshToken) return null
    const login: StoredLogin = { ...kept, credentials: { kind: 'browser', ...next } }
    return { current, byUrl: { ...byUrl, [apiUrl]: login } }
  })
}

export interface Forgotten {
  /** The login as it was stored last; null if another process has removed it meanwhile. */
  readonly login: StoredLogin | null
  /** The server that commands call from now on, if it is another one; null if it is the same, or none. */
  readonly next: Logins['current']
}

/** Removes one login from those that are stored by then. */
export async function forgetLogin(directory: ClientDirectory, url: string, signal?: AbortSignal): Promise<Forgotten> {
  let forgotten: Forgotten = { login: null, next: null }
  const forget: Change = ({ current, byUrl }) => {
    const { [url]: login = null, ...others } = byUrl
    const next = current === url ? (Object.keys(others)[0] ?? null) : null
    forgotten = { login, next }
    return login === null ? null : { current: current === url ? next : current, byUrl: others }
  }
  await changeLogins(directory, forget, signal)
  return forgotten
}

/** Removes all logins and returns them. If there are none, the folder for them may not even be writable. */
export async function forgetLogins(directory: ClientDirectory, signal?: AbortSignal): Promise<readonly StoredLogin[]> {
  if (Object.keys((await readLogins(directory)).byUrl).length === 0) return []
  let forgotten: readonly StoredLogin[] = []
  const forget: Change = ({ byUrl }) => {
    forgotten = Object.values(byUrl)
    return NONE
  }
  await changeLogins(directory, forget, signal)
  return forgotten
}
