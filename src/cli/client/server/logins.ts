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
  /** Who that is, by the id that the server has; empty where it does not say, and none in what was kept before that was. */
  readonly principalId?: string
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

/** Throws `ClientFailure` where logins cannot be kept: it is better known before anybody is asked for a secret. */
export async function makeRoom({ root }: ClientDirectory): Promise<void> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    // The folder may be from before, and other programs' umask.
    await chmod(root, 0o700)
  } catch (cause) {
    throw new ClientFailure(
      'failed',
      `logins are kept in ${root}, which this user cannot write (${reasonOf(cause)}): set HOME, or XDG_CONFIG_HOME, to a folder of theirs, or say by HCP_CLIENT_ID and HCP_CLIENT_SECRET what to ask with`,
      cause,
    )
  }
}

/** Closes what is kept to other users of the machine, and says so where they could read it. Throws `DomainError` where that cannot be. */
export async function closeLogins({ loginsFile }: ClientDirectory): Promise<void> {
  if (await ifThere(keepPrivate(loginsFile))) process.stderr.write(`assay: ${closedNow(loginsFile)}\n`)
}

type Change = (kept: Logins) => Logins | null

/**
 * What is changed is what is kept by then: others wait for it, and for nobody who died meanwhile. Null leaves it as it is. The change is
 * asked for again where others took this process for dead. The signal ends the waiting for others.
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

/** Keeps a login, which commands ask with from now on; answers the one whose place it takes. */
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

/** Writes what takes the place of a login by browser; not where somebody has logged out of that meanwhile, or logged in anew. */
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
  /** As it was by then; null where somebody else has forgotten it meanwhile. */
  readonly login: StoredLogin | null
  /** Which is asked from now on, where that is another one; null where it is the same, or none. */
  readonly next: Logins['current']
}

/** Forgets the login, as others are kept by now. */
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

/** Answers all that were kept. Where none is, there may be no place for any either. */
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
