import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { failedPrecondition, reasonOf } from '../domain/errors.ts'
import type { TlsMaterial } from './private-ca.ts'

export interface TlsFiles {
  readonly certificateFile: string
  readonly keyFile: string
}

/** Reads the certificate and key that somebody else makes and replaces. Throws for a pair that no client could be served with. */
export async function givenCertificate({ certificateFile, keyFile }: TlsFiles): Promise<TlsMaterial> {
  const cert = await readText('TLS certificate', certificateFile)
  const key = await readText('TLS key', keyFile)
  const certificate = parsed('TLS certificate', certificateFile, () => new X509Certificate(cert))
  const privateKey = parsed('TLS key', keyFile, () => createPrivateKey(key))
  if (!certificate.checkPrivateKey(privateKey))
    throw failedPrecondition(`the TLS key ${keyFile} is not the key of the certificate ${certificateFile}`)
  return { cert, key }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** Reads the certificates, PEM, of authorities that are trusted besides the public ones. Throws for a file that has none. */
export async function givenAuthorities(file: string): Promise<readonly string[]> {
  const text = await readText('authorities', file)
  const found = text.match(CERTIFICATE) ?? []
  for (const pem of found) parsed('authorities', file, () => new X509Certificate(pem))
  if (found.length === 0) throw unusable('authorities', file, 'it has no certificate')
  return found
}

async function readText(what: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw unusable(what, file, error)
  }
}

function parsed<Value>(what: string, file: string, parse: () => Value): Value {
  try {
    return parse()
  } catch (error) {
    throw unusable(what, file, error)
  }
}

const unusable = (what: string, file: string, error: unknown) =>
  failedPrecondition(`the ${what} ${file} cannot be read as PEM: ${reasonOf(error)}`)
