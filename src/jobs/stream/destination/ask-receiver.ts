import { REFUSES } from '../../../domain/record/stream/destination.ts'
import { type Ask, type OutboundAnswer, OutboundFailure } from '../../../machine/outbound/outbound-client.ts'

/** What a service did not take; `why` as in `BatchOutcome`. */
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

/** Less than a lane waits for all that a batch takes. */
const PATIENCE_MS = 10_000
const ANSWER_BYTES = 64 * 1024

export const isRefused = (taken: object): taken is Refused => 'accepted' in taken && taken.accepted === false

/** What it answers, whatever that is, or that there is no answer. */
export async function askReceiver(ask: Ask, request: ReceiverRequest): Promise<OutboundAnswer | Refused> {
  try {
    const limits = { milliseconds: PATIENCE_MS, bytes: ANSWER_BYTES, beginning: true } as const
    return await ask({ method: 'POST', ...request, ...limits })
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    return { accepted: false, why: error.told }
  }
}

const MOST_WORDS = 300

/** What a receiver has said, as it may be shown: in one line of ASCII, cut; empty where it is no text. */
export const shownWords = (words: unknown): string =>
  typeof words === 'string'
    ? words
        .slice(0, MOST_WORDS)
        .replace(/[^\x20-\x7e]+/g, ' ')
        .trim()
    : ''

/** Not taken, in the service's own words where there are any. */
export function refusedBy({ status }: Pick<OutboundAnswer, 'status'>, words: unknown): Refused {
  const said = shownWords(words)
  const how = isPassing(status) ? `answered with the status ${status}` : `${REFUSES}, with the status ${status}`
  return { accepted: false, why: `${how}${said === '' ? '' : `: ${said}`}` }
}

export const isAccepting = ({ status }: Pick<OutboundAnswer, 'status'>): boolean => status >= 200 && status < 300

/** By itself: it is busy, or ill. A redirect, which is not followed, is for who set it up to follow. */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429

/** JSON that may be anything; undefined where it is none. */
export function jsonIn({ body }: Pick<OutboundAnswer, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** What is at a path of it; undefined where nothing is. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null && Object.hasOwn(within, name)
        ? (within as Readonly<Record<string | number, unknown>>)[name]
        : undefined,
    value,
  )
