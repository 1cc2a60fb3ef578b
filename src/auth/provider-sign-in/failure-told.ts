import { reasonOf } from '../../domain/errors.ts'
import { OutboundFailure } from '../../machine/outbound/outbound-client.ts'

/**
 * Why a provider was not asked, or its answer not taken, for who runs this server. Of an answer it tells where it came from, its
 * status and the code of its error alone: there may be tokens in it.
 */
export function failureTold(error: unknown): string {
  const causes = causesOf(error)
  // openid-client says of it that something went wrong, and has it as the cause.
  const failure = causes.find((cause) => cause instanceof OutboundFailure)
  if (failure !== undefined) return failure.message
  const details = causes.flatMap((cause) => [...answerTold(cause), ...checkTold(cause)])
  return [reasonOf(error), ...details].join(': ')
}

function causesOf(error: unknown): readonly unknown[] {
  const causes = []
  for (let next = error; next !== undefined && causes.length < 5; next = (next as Error | null)?.cause)
    causes.push(next)
  return causes
}

function answerTold(cause: unknown): readonly string[] {
  if (cause instanceof Response) return [`${cause.url} answered ${cause.status}`]
  const { response, error } = Object(cause) as { readonly response?: unknown; readonly error?: unknown }
  if (!(response instanceof Response)) return []
  const code = typeof error === 'string' ? [JSON.stringify(error.slice(0, 100))] : []
  return [[...answerTold(response), ...code].join(' ')]
}

/** What openid-client sums up, in the words of the library below it, which are the same whatever was answered. */
const checkTold = (cause: unknown): readonly string[] =>
  cause instanceof Error && cause.name === 'OperationProcessingError' ? [cause.message] : []
