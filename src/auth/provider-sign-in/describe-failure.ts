import { reasonOf } from '../../domain/errors.ts'
import { OutboundFailure } from '../../machine/outbound/outbound-client.ts'

/**
 * Why a provider could not be asked, or its response not accepted, for the operator of this server. Of a response it names only the URL,
 * the status and the error code: there may be tokens in the rest.
 */
export function describeFailure(error: unknown): string {
  const causes = causesOf(error)
  // openid-client throws an error that says only that something went wrong, with this one as its cause.
  const failure = causes.find((cause) => cause instanceof OutboundFailure)
  if (failure !== undefined) return failure.message
  const details = causes.flatMap((cause) => [...responseDetails(cause), ...checkDetails(cause)])
  return [reasonOf(error), ...details].join(': ')
}

function causesOf(error: unknown): readonly unknown[] {
  const causes = []
  for (let next = error; next !== undefined && causes.length < 5; next = (next as Error | null)?.cause)
    causes.push(next)
  return causes
}

function responseDetails(cause: unknown): readonly string[] {
  if (cause instanceof Response) return [`${cause.url} answered ${cause.status}`]
  const { response, error } = Object(cause) as { readonly response?: unknown; readonly error?: unknown }
  if (!(response instanceof Response)) return []
  const code = typeof error === 'string' ? [JSON.stringify(error.slice(0, 100))] : []
  return [[...responseDetails(response), ...code].join(' ')]
}

/** The details that openid-client sums up, in the words of the library below it, which do not depend on what was answered. */
const checkDetails = (cause: unknown): readonly string[] =>
  cause instanceof Error && cause.name === 'OperationProcessingError' ? [cause.message] : []
