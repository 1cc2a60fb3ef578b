// The certificate and key of the server, renewed while it runs. Owns the certificate's life, from given files or from the
// private CA. It must not know of sockets or requests: the code that serves takes the material and listens for newer material.
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock.ts'
import { secretWarning } from '../machine/keep-private.ts'
import { certificateWarnings } from './certificate-warnings.ts'
import { givenCertificate } from './given-files.ts'
import { authorityFile, privateCertificate, type TlsMaterial } from './private-ca.ts'
import { hostOf, serverNames } from './server-names.ts'

// Certificates that are given as files may be replaced at any time of the day.
const CHECK_EVERY = 60 * 60 * 1000

export type TlsSource = { readonly publicUrl: string | null } & (
  | { readonly kind: 'private-ca'; readonly directory: string; readonly listenHost: string }
  | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string }
)

export interface Tls extends TlsMaterial {
  /** The CA certificate that clients must be told to trust; null when they are expected to trust the certificate already. */
  readonly caFile: string | null
  /** Calls back with each newer certificate, as soon as there is one. `cert` and `key` are always the newest. */
  readonly onRenewed: (callback: (material: TlsMaterial) => void) => void
  /** Looks for a newer certificate, or makes one that is due. This also happens by itself, every hour. */
  readonly refresh: () => Promise<void>
  /** The reasons why clients refuse the certificate, or soon will. Each is also logged once. */
  readonly warnings: () => readonly string[]
  readonly close: () => void
}

type Log = Pick<Logger, 'info' | 'warn' | 'error'>

export async function openTls(source: TlsSource, clock: Clock, log: Log): Promise<Tls> {
  const callbacks: ((material: TlsMaterial) => void)[] = []
  let material = await load(source, clock, log)
  let aboutKey = await warningAboutKey(source)
  const names = source.publicUrl === null ? [] : [hostOf(source.publicUrl)]
  const warnings = () => certificateWarnings(material.cert, names, clock.now())
  const logged = new Set<string>()
  function logWarnings() {
    for (const warning of [...warnings(), ...aboutKey].filter((warning) => !logged.has(warning))) {
      logged.add(warning)
      log.warn(warning)
    }
  }
  logWarnings()

  async function refresh() {
    const newest = await load(source, clock, log)
    aboutKey = await warningAboutKey(source)
    if (newest.cert === material.cert && newest.key === material.key) return
    material = newest
    log.info('The TLS certificate was renewed')
    for (const callback of callbacks) callback(material)
  }
  const timer = setInterval(() => {
    refresh()
      .catch((error: unknown) => {
        log.error({ err: error }, 'The TLS certificate could not be renewed; the one in use stays')
      })
      .finally(logWarnings)
  }, CHECK_EVERY).unref()

  return {
    get cert() {
      return material.cert
    },
    get key() {
      return material.key
    },
    caFile: source.kind === 'private-ca' ? authorityFile(source.directory) : null,
    onRenewed: (callback) => void callbacks.push(callback),
    refresh,
    warnings,
    close: () => {
      clearInterval(timer)
    },
  }
}

async function warningAboutKey(source: TlsSource): Promise<readonly string[]> {
  const warning = source.kind === 'files' ? await secretWarning('TLS key', source.keyFile) : null
  return warning === null ? [] : [warning]
}

function load(source: TlsSource, clock: Clock, log: Log): Promise<TlsMaterial> {
  if (source.kind === 'files') return givenCertificate(source)
  const { directory, listenHost, publicUrl } = source
  const names = serverNames({ listenHost, publicUrl, hostName: hostname() })
  return privateCertificate(directory, names, clock, (message) => {
    log.warn(message)
  })
}
