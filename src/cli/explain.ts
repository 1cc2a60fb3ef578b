// Turns whatever stopped a command into one line that says what to try. Only the words are here: nothing is caught or ended.
import type { Config } from '../config/config.ts'
import { DomainError } from '../domain/errors.ts'

/** The fields that Node adds to an error. */
interface SystemError extends Error {
  readonly code?: string
  readonly syscall?: string
  readonly hostname?: string
  readonly address?: string
  readonly port?: number
}

export const isForDebugging = (config: Config | null): boolean =>
  config?.logLevel === 'debug' || config?.logLevel === 'trace'

/** `config` is null if the configuration itself could not be read. */
export const explain = (error: unknown, config: Config | null): string =>
  sentence(error, config).replaceAll(/\s*\n\s*/g, ' ')

function sentence(error: unknown, config: Config | null): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof DomainError) return `${error.message}${hint(error, config)}`
  const known = isAboutListening(error, config) ? listening : files
  const { code = '' }: SystemError = error
  const tell = known[code]
  if (tell !== undefined) return tell(known === listening ? addressOf(error, config) : error.message)
  const message = error.message || code || error.name
  return isForDebugging(config) ? message : `${message} (--log-level debug shows where)`
}

const hint = ({ code }: DomainError, config: Config | null) =>
  code === 'unavailable' && config?.databaseUrl != null ? ': check --database-url or ASSAY_DATABASE_URL' : ''

const isAboutListening = ({ syscall, hostname }: SystemError, config: Config | null) =>
  syscall === 'listen' || (hostname !== undefined && hostname === config?.listen.host)

function addressOf({ address, port }: SystemError, config: Config | null): string {
  const host = address ?? config?.listen.host ?? ''
  return `${host.includes(':') ? `[${host}]` : host}:${port ?? config?.listen.port ?? ''}`
}

type Sentences = Partial<Record<string, (subject: string) => string>>

const listening: Sentences = {
  EADDRINUSE: (at) => `${at} is taken by another process: stop it, or choose another with --listen or ASSAY_LISTEN`,
  EACCES: (at) => `this user may not listen on ${at}: choose a port from 1024 with --listen or ASSAY_LISTEN`,
  EADDRNOTAVAIL: (at) => `${at} is not an address of this machine: choose another with --listen or ASSAY_LISTEN`,
  ENOTSUP: (at) => `this system does not let several processes listen on ${at}: start with --workers 1`,
  ENOTFOUND: (at) => `the host name in ${at} cannot be resolved: choose another with --listen or ASSAY_LISTEN`,
}

const unwritable = (message: string) =>
  `a file of the data directory cannot be used (${message}): free up space, give this user access, or choose another with --data-dir or ASSAY_DATA_DIR`

const files: Sentences = { EACCES: unwritable, EPERM: unwritable, EROFS: unwritable, ENOSPC: unwritable }
