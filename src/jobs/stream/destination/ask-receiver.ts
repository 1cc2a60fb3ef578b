import { REFUSES } from '../../../domain/record/stream/destination.ts'
import { type Ask, type OutboundAnswer, OutboundFailure } from '../../../machine/outbound/outbound-client.ts'

/** A request that the service did not accept; `why` as in `BatchOutcome`. */
export interface Refused {
  readonly accepted: false
  readonly why: string
}

export interface ReceiverRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** Only where the operator has set the address. */
  readonly plainHttp?: true
}

/** Less than a lane allows for a whole batch. */
const PATIENCE_MS = 10_000
const ANSWER_BYTES = 64 * 1024

export const isRefused = (taken: object): taken is Refused => 'accepted' in taken && taken.accepted === false

/** Resolves to the response, whatever it is, or to a refusal when there is none. */
export async function askReceiver(ask: Ask, request: ReceiverRequest): Promise<OutboundAnswer | Refused> {
  try {
    const limits = { milliseconds: PATIENCE_MS, bytes: ANSWER_BYTES, beginning: true } as const
    return await ask({ method: 'POST', ...request, ...limits })
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    return { accepted: false, why: error.publicReason }
  }
}

const MOST_WORDS = 300

/** A receiver's words, as they may be shown: in one line of ASCII, cut; empty for anything but a text. */
export const shownWords = (words: unknown): string =>
  typeof words === 'string'
    ? words
        .slice(0, MOST_WORDS)
        .replace(/[^\x20-\x7e]+/g, ' ')
        .trim()
    : ''

/** A refusal, in the service's own words where there are any. */
export function refusedBy({ status }: Pick<OutboundAnswer, 'status'>, words: unknown): Refused {
  const said = shownWords(words)
  const how = isPassing(status) ? `answered with the status ${status}` : `${REFUSES}, with the status ${status}`
  return { accepted: false, why: `${how}${said === '' ? '' : `: ${said}`}` }
}

export const isAccepting = ({ status }: Pick<OutboundAnswer, 'status'>): boolean => status >= 200 && status < 300

/**
 * Whether the failure may pass by itself: the service is overloaded or failing. A redirect does not pass: it is not followed, and whoever
 * set up the destination has to change the address.
 */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429

/** The JSON of a body, which may be anything; undefined for a body that is not JSON. */
export function jsonIn({ body }: Pick<OutboundAnswer, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** The value at a path; undefined where there is none. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null && Object.hasOwn(within, name)
        ? (within as Readonly<Record<string | number, unknown>>)[name]
        : undefined,
    value,
  )
