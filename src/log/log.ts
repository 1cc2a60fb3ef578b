// The one logger of the process. Logs are for operators and go to stderr; a command writes its own results, to stdout. No code
// logs a secret on purpose: the paths below are the second line of defence. What others sent is written so that it cannot pass
// for anything else.
import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino'
import { prettyFactory } from 'pino-pretty'
import { lossyOutput } from './lossy-output.ts'
import { printable, printableValue } from './printable.ts'

export type Log = Logger

/** As `Config` has them. */
export interface LogSettings {
  readonly logLevel: LevelWithSilent
  readonly logFormat: 'json' | 'text'
}

const STDERR = 2

// Exact paths: each wildcard would make every line of the access log cost a walk through all its fields.
const SECRETS = [
  ...['authorization', 'secret', 'clientSecret', 'client_secret', 'password', 'token', 'accessToken', 'access_token'],
  ...['headers.authorization', 'headers.cookie', 'req.headers.authorization', 'req.headers.cookie'],
  ...['body.client_secret', 'body.access_token', 'databaseUrl', 'config.databaseUrl'],
]

/** A longer write to a pipe may be mixed with the lines of other processes (PIPE_BUF, on Linux). */
const WHOLE_BYTES = 4096

/**
 * Writes in the background, at the latest after half a second and when the process exits. With several `workers`, each line has
 * the process id of its worker.
 */
export function createLog({ workers, ...settings }: LogSettings & { readonly workers: number }): Log {
  const lost = (lines: number) => {
    log.warn({ lines }, 'Lines of this log are missing: they could not be written')
  }
  const isShared = workers > 1
  const alone = logTo(lossyOutput(STDERR, isShared ? WHOLE_BYTES : Infinity, lost), settings)
  const log = isShared ? alone.child({ pid: process.pid }) : alone
  return log
}

/** A header may have thousands of characters, a message of PostgreSQL some hundred. */
const FIELD_CHARACTERS = 200
const MESSAGE_CHARACTERS = 2000

/** The same log, written to another stream. */
export const logTo = (stream: DestinationStream, { logLevel, logFormat }: LogSettings): Log =>
  pino(
    {
      level: logLevel,
      base: null,
      timestamp: isoTime(),
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => printableValue(fields, FIELD_CHARACTERS) as Record<string, unknown>,
      },
      // Includes the code that a driver gives its error.
      serializers: { err: (error: Error) => printableError(error, 0) },
      hooks: {
        logMethod([first, ...rest], method) {
          // Pino would take the message of a lone error for its own.
          const isAlone = first instanceof Error && rest.length === 0
          const given: readonly unknown[] = isAlone ? [{ err: first }, first.message] : [first, ...rest]
          const texts = given.map((part) => (typeof part === 'string' ? printable(part, MESSAGE_CHARACTERS) : part))
          method.apply(this, texts as Parameters<typeof method>)
        },
      },
      redact: { paths: SECRETS, censor: '[redacted]' },
    },
    logFormat === 'text' ? asText(stream) : stream,
  )

/** Makes the text once for each millisecond, which many lines share. */
function isoTime(): () => string {
  let [last, text] = [Number.NaN, '']
  return () => {
    const now = Date.now()
    if (now !== last) [last, text] = [now, stdTimeFunctions.isoTime()]
    return text
  }
}

const CAUSES = 4

/**
 * The error with its cause, and with what a driver adds to it (a code). The frames of a stack stay lines, and nothing in a
 * message becomes one.
 */
function printableError(error: unknown, level: number): unknown {
  if (!(error instanceof Error) || level > CAUSES) return printableValue(error, MESSAGE_CHARACTERS)
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line))
  const first = printable(`${error.name}: ${error.message}`, MESSAGE_CHARACTERS)
  return {
    ...(printableValue(Object.fromEntries(Object.entries(error)), MESSAGE_CHARACTERS) as object),
    type: printable(error.constructor.name, FIELD_CHARACTERS),
    message: printable(error.message, MESSAGE_CHARACTERS),
    stack: [first, ...frames.map((line) => printable(line, FIELD_CHARACTERS))].join('\n'),
    ...(error.cause === undefined ? {} : { cause: printableError(error.cause, level + 1) }),
  }
}

function asText(stream: DestinationStream): DestinationStream {
  const pretty = prettyFactory({ colorize: process.stderr.isTTY, translateTime: 'SYS:HH:MM:ss.l', singleLine: true })
  return {
    write: (line) => {
      stream.write(pretty(line))
    },
  }
}
