// The one logger of the process. Logs are for operators and go to stderr; what a command answers goes to stdout and is
// written by the command. Nobody logs a secret on purpose: the paths below are the second line of defence.
import { destination, pino, stdSerializers, stdTimeFunctions, type DestinationStream, type Logger } from 'pino'
import { prettyFactory } from 'pino-pretty'
import type { Config } from './config.ts'

export type Log = Logger

const STDERR = 2

// Exact paths: each wildcard would cost every line of the access log a walk through all that it holds.
const SECRETS = [
  ...['authorization', 'secret', 'clientSecret', 'client_secret', 'password', 'token', 'accessToken', 'access_token'],
  ...['headers.authorization', 'headers.cookie', 'req.headers.authorization', 'req.headers.cookie'],
  ...['body.client_secret', 'body.access_token', 'databaseUrl', 'config.databaseUrl'],
]

/** Writes in the background, at the latest after half a second and when the process exits. */
export function createLog({ logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>): Log {
  const stderr = destination({ dest: STDERR, sync: false, minLength: 4096, periodicFlush: 500 })
  return logTo(logFormat === 'text' ? asText(stderr) : stderr, logLevel)
}

/** The same lines to another place. */
export const logTo = (stream: DestinationStream, level: Config['logLevel']): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // With the code that a driver gives its error.
      serializers: { err: stdSerializers.errWithCause },
      redact: { paths: SECRETS, censor: '[redacted]' },
    },
    stream,
  )

function asText(stream: DestinationStream): DestinationStream {
  const pretty = prettyFactory({ colorize: process.stderr.isTTY, translateTime: 'SYS:HH:MM:ss.l', singleLine: true })
  return {
    write: (line) => {
      stream.write(pretty(line))
    },
  }
}
