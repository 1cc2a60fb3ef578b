/** How a command of the client ends, by the exit code of its process. docs/cli.md documents them for users. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  unauthenticated: 3,
  notPermitted: 4,
  notFound: 5,
  refused: 6,
  unreachable: 7,
  interrupted: 130,
} as const

export type ExitName = keyof typeof exitCodes

/** A failure that no error of src/client describes; the message says what to try. */
export class ClientFailure extends Error {
  override readonly name = 'ClientFailure'
  readonly exit: ExitName

  constructor(exit: ExitName, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.exit = exit
  }
}

export const usage = (message: string) => new ClientFailure('usage', message)
/**
 * Turns a TypeError, with which src/client reports a malformed variable or credential file, into a usage failure; returns other errors as
 * they are.
 */
export const usageIn = (error: unknown): unknown => (error instanceof TypeError ? usage(error.message) : error)
export const notFound = (message: string) => new ClientFailure('notFound', message)
export const refused = (message: string) => new ClientFailure('refused', message)
