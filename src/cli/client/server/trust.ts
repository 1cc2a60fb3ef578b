import { readFile } from 'node:fs/promises'
import { getCACertificates } from 'node:tls'
import { ClientFailure } from '../client-failure.ts'
import type { Fetch } from '../../../client/fetch.ts'
import { quickFetchBelieving } from './quick-fetch.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** The certificates in the file that SSL_CERT_FILE or `--ca` names. */
export async function readAuthorities(file: string, namedBy: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ClientFailure('usage', `${namedBy} names ${file}, which cannot be read: name another file`, cause)
  })
  if (!hasCertificate(text))
    throw new ClientFailure('usage', `${namedBy} names ${file}, which has no certificate (PEM)`)
  return text
}

/** Trusts these authorities and no others, as Go programs do with SSL_CERT_FILE. */
export const fetchTrusting = (pem: string): Fetch => quickFetchBelieving(certificatesIn(pem))

const certificatesIn = (pem: string): readonly string[] => pem.match(CERTIFICATE) ?? []

export const hasCertificate = (text: string): boolean => certificatesIn(text).length > 0

/** OpenSSL's codes for a certificate that no trusted authority has signed. */
const UNVOUCHED: readonly unknown[] = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

/** Whether the error of a fetch, or any cause of it, has one of these codes. */
export const isUnvouched = (error: unknown): boolean =>
  error instanceof Error && (UNVOUCHED.includes((error as NodeJS.ErrnoException).code) || isUnvouched(error.cause))

/**
 * Trusts the authorities of Node, those given in addition (PEM), and those of the machine. The machine's are read only for a certificate
 * that is not trusted without them, because reading them all takes longer than most commands.
 */
export function fetchTrustingMachine(beside = ''): Fetch {
  const named = certificatesIn(beside)
  const withDefault = (more: readonly string[]) => [...getCACertificates('default'), ...more]
  const first = quickFetchBelieving(named.length === 0 ? null : withDefault(named))
  let withMachine: Fetch | null = null
  return async (input, init) => {
    if (withMachine !== null) return withMachine(input, init)
    try {
      return await first(input, init)
    } catch (error) {
      if (!isUnvouched(error)) throw error
      withMachine ??= quickFetchBelieving(withDefault([...getCACertificates('system'), ...named]))
      // Nothing of the request was sent, so any request may be repeated.
      return withMachine(input, init)
    }
  }
}
