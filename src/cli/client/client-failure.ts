/** How a command of the client ends, by the number that its process answers. docs/cli.md tells them to people. */
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

/** What ends a command that a client's error does not tell: the message says what to try. */
export class ClientFailure extends Error {
  override readonly name = 'ClientFailure'
  readonly exit: ExitName

  constructor(exit: ExitName, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.exit = exit
  }
}

export const usage = (message: string) => new ClientFailure('usage', message)
/** What the client says, by a TypeError, of a variable or a credential file that is not as it should be; other errors as they are. */
export const usageIn = (error: unknown): unknown => (error instanceof TypeError ? usage(error.message) : error)
export const notFound = (message: string) => new ClientFailure('notFound', message)
export const refused = (message: string) => new ClientFailure('refused', message)
