import { readFile } from 'node:fs/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { ClientFailure } from '../client-failure.ts'
import type { Fetch } from '../../../client/fetch.ts'
import { quickFetch } from './quick-fetch.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** The certificates of a file that SSL_CERT_FILE names, or `--ca`. */
export async function readAuthorities(file: string, namedBy: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ClientFailure('usage', `${namedBy} names ${file}, which cannot be read: name another file`, cause)
  })
  if (!hasCertificate(text))
    throw new ClientFailure('usage', `${namedBy} names ${file}, which has no certificate (PEM)`)
  return text
}

const believed = new Set<string>()

/** Has this process believe these, and no others, as Go's programs do of SSL_CERT_FILE; of several servers those of each. */
export function trustAuthorities(pem: string): void {
  for (const certificate of pem.match(CERTIFICATE) ?? []) believed.add(certificate)
  setDefaultCACertificates([...believed])
}

/** Has this process believe these beside those that it does already. */
export function trustAlso(pem: string): void {
  setDefaultCACertificates([...getCACertificates('default'), ...(pem.match(CERTIFICATE) ?? [])])
}

export const hasCertificate = (text: string): boolean => text.match(CERTIFICATE) !== null

/** Codes of OpenSSL for a certificate that nobody vouches for whom this process believes. */
const UNVOUCHED: readonly unknown[] = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

/** Of the error of a fetch, or of what it was caused by. */
export const isUnvouched = (error: unknown): boolean =>
  error instanceof Error && (UNVOUCHED.includes((error as NodeJS.ErrnoException).code) || isUnvouched(error.cause))

/**
 * A fetch that believes the authorities of the machine as well, which Node by itself does not: asked only for a certificate that is
 * not believed without, because to read them all takes longer than most commands.
 */
export function fetchTrustingMachine(): Fetch {
  let isAsked = false
  return async (input, init) => {
    try {
      return await quickFetch(input, init)
    } catch (error) {
      if (isAsked || !isUnvouched(error)) throw error
      isAsked = true
      // Beside a server with an authority of its own those are gone which Node brings.
      const [own, bundled, system] = (['default', 'bundled', 'system'] as const).map((kind) => getCACertificates(kind))
      setDefaultCACertificates([...new Set([...(own ?? []), ...(bundled ?? []), ...(system ?? [])])])
      // Nothing of the request was sent, whatever it is.
      return quickFetch(input, init)
    }
  }
}
