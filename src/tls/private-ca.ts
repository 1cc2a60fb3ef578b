// The certificates that the server makes for itself: a CA that clients are told to trust once, kept for years, and a server
// certificate under it that is replaced when it can no longer be used. Decides when to issue; how a certificate looks is
// issue-certificate.ts's business.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, type Instant, later } from '../domain/clock.ts'
import { failedPrecondition, reasonOf } from '../domain/errors.ts'
import { ifThere } from '../machine/if-there.ts'
import { closedNow, keepPrivate } from '../machine/keep-private.ts'
import { createFile, replaceFile } from '../machine/write-file.ts'
import type { ServerNames } from './server-names.ts'

const DAY = 24 * 60 * 60 * 1000
const RENEW_SERVER_BEFORE = 30 * DAY
const RENEW_AUTHORITY_BEFORE = 365 * DAY
const SECRET = 0o600
const PUBLIC = 0o644

interface Authority {
  readonly pem: string
  readonly certificate: X509Certificate
  readonly key: KeyObject
}

/** What a TLS server serves with, both PEM. */
export interface TlsMaterial {
  /** The server's certificate, the rest of its chain after it. */
  readonly cert: string
  readonly key: string
}

export const authorityFile = (directory: string): string => join(directory, 'ca.pem')

/**
 * The server certificate for these names: the one in the folder if it can still be used, otherwise a new one. Creates whatever
 * is missing of the CA. Warns of keys that other users could read until now.
 */
export async function privateCertificate(
  directory: string,
  names: ServerNames,
  clock: Clock,
  warn: (message: string) => void,
): Promise<TlsMaterial> {
  const now = clock.now()
  await mkdir(directory, { recursive: true, mode: 0o700 })
  for (const path of [directory, join(directory, 'ca.key'), join(directory, 'server.key')])
    if (await ifThere(keepPrivate(path))) warn(closedNow(path))
  const authority = await ensureAuthority(directory, now)
  const kept = await keptPair(directory)
  if (kept !== null && stillServes(kept, authority, names, now)) return kept
  return issuePair(directory, authority, names, now)
}

async function ensureAuthority(directory: string, now: Instant): Promise<Authority> {
  const file = authorityFile(directory)
  // The certificate is read before the key and written after it, so a certificate without a key is never a race.
  const pem = await readIfThere(file)
  const key = await authorityKey(directory, pem !== null)
  const certificate = pem === null ? null : parsed(file, () => new X509Certificate(pem))
  if (certificate !== null && !certificate.checkPrivateKey(key))
    throw failedPrecondition(`${file} and ca.key beside it do not belong together: ${RESTORE}`)
  if (pem !== null && certificate !== null && isValidFor(certificate, RENEW_AUTHORITY_BEFORE, now))
    return { pem, certificate, key }
  const { issueAuthority } = await import('./issue-certificate.ts')
  const issued = await issueAuthority(key, now)
  await replaceFile(file, issued, PUBLIC)
  return { pem: issued, certificate: new X509Certificate(issued), key }
}

async function authorityKey(directory: string, isKnownToClients: boolean): Promise<KeyObject> {
  const file = join(directory, 'ca.key')
  const kept = await readIfThere(file)
  if (kept !== null) return parsed(file, () => createPrivateKey(kept))
  // A new key would make a new CA, and every client that trusts the old one would fail without knowing why.
  if (isKnownToClients) throw failedPrecondition(`${file} is missing: ${RESTORE}`)
  const { newKey } = await import('./issue-certificate.ts')
  // Of two servers that start at once, one makes the key and both use it.
  await createFile(file, keyPem(newKey()), SECRET)
  return createPrivateKey(await readFile(file, 'utf8'))
}

async function keptPair(directory: string): Promise<TlsMaterial | null> {
  const cert = await readIfThere(join(directory, 'server.pem'))
  const key = await readIfThere(join(directory, 'server.key'))
  return cert === null || key === null ? null : { cert, key }
}

function stillServes({ cert, key }: TlsMaterial, authority: Authority, names: ServerNames, now: Instant): boolean {
  try {
    const certificate = new X509Certificate(cert)
    return (
      cert.endsWith(authority.pem) &&
      certificate.verify(authority.certificate.publicKey) &&
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      isValidFor(certificate, RENEW_SERVER_BEFORE, now) &&
      names.hosts.every((host) => certificate.checkHost(host) !== undefined) &&
      names.addresses.every((address) => certificate.checkIP(address) !== undefined)
    )
  } catch {
    // Files that cannot be parsed are as good as none.
    return false
  }
}

async function issuePair(directory: string, authority: Authority, names: ServerNames, now: Instant) {
  const { issueServerCertificate, newKey } = await import('./issue-certificate.ts')
  const key = newKey()
  const leaf = await issueServerCertificate(authority.key, key, names, now)
  const pair: TlsMaterial = { cert: leaf + authority.pem, key: keyPem(key) }
  // A process that dies between the two writes leaves a pair that does not match, which the next start replaces.
  await replaceFile(join(directory, 'server.key'), pair.key, SECRET)
  await replaceFile(join(directory, 'server.pem'), pair.cert, PUBLIC)
  return pair
}

const RESTORE = 'restore it, or remove the folder to start a new CA, which every client must then be told to trust'

const keyPem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

const isValidFor = (certificate: X509Certificate, milliseconds: number, now: Instant) =>
  certificate.validFromDate.toISOString() <= now && certificate.validToDate.toISOString() >= later(now, milliseconds)

const readIfThere = (file: string) => ifThere(readFile(file, 'utf8'))

function parsed<Value>(file: string, parse: () => Value): Value {
  try {
    return parse()
  } catch (error) {
    throw failedPrecondition(`${file} cannot be read (${reasonOf(error)}): ${RESTORE}`)
  }
}
