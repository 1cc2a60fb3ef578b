// The X.509 of the private CA: which extensions and lifetimes its certificates have. No files and no decisions about
// when to issue. Loading the library takes a fifth of a second, so this module is imported only when something is issued.
import 'reflect-metadata' // the library's container looks for it while it loads
import { createHash, createPublicKey, generateKeyPairSync, webcrypto, type KeyObject } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { later, type Instant } from '../domain/clock.ts'
import type { ServerNames } from './server-names.ts'

const DAY = 24 * 60 * 60 * 1000
const AUTHORITY_LIFE = 10 * 365 * DAY
const SERVER_LIFE = 90 * DAY
/** Certificates are valid from a while before they are made: not all clocks of builders are right. */
const CLOCK_SKEW = 60 * 60 * 1000
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** PEM of a CA certificate for the key. Its name follows from the key, so that a later one of the same key replaces it. */
export async function issueAuthority(key: KeyObject, now: Instant): Promise<string> {
  const keys = signingPair(key)
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: authorityName(key),
      ...validity(now, AUTHORITY_LIFE),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  )
  return `${certificate.toString('pem')}\n`
}

/** PEM of a server certificate for the names, signed by the CA of `authorityKey`. */
export async function issueServerCertificate(
  authorityKey: KeyObject,
  key: KeyObject,
  { hosts, addresses }: ServerNames,
  now: Instant,
): Promise<string> {
  const authority = signingPair(authorityKey)
  const { publicKey } = signingPair(key)
  const certificate = await X509CertificateGenerator.create(
    {
      subject: 'CN=Assay',
      issuer: authorityName(authorityKey),
      ...validity(now, SERVER_LIFE),
      publicKey,
      signingKey: authority.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          ...hosts.map((value) => ({ type: 'dns', value }) as const),
          ...addresses.map((value) => ({ type: 'ip', value }) as const),
        ]),
        await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        await AuthorityKeyIdentifierExtension.create(authority.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  )
  return `${certificate.toString('pem')}\n`
}

const validity = (now: Instant, life: number) => ({
  notBefore: new Date(later(now, -CLOCK_SKEW)),
  notAfter: new Date(later(now, life)),
})

const signingPair = (key: KeyObject) => ({
  privateKey: key.toCryptoKey(ALGORITHM, false, ['sign']),
  publicKey: createPublicKey(key).toCryptoKey(ALGORITHM, true, ['verify']),
})

function authorityName(key: KeyObject): string {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return `CN=Assay private CA ${createHash('sha256').update(publicKey).digest('hex').slice(0, 8)}`
}
