// The client of the registry's APIs, for browsers and for Node. It needs `fetch` and nothing else, and works with Assay and with any server
// of the same APIs. The web pages and the command line reach the server only through it.
import type { CallEntry, EventStream, Incoming, OperationTypes, Outgoing } from '../contract/operation.ts'
import type { Access } from './access.ts'
import { accepted, ApiError, mayPass, messageIn } from './api-error.ts'
import type { Api, OperationsOf } from './apis.ts'
import { eventLines } from './event-lines.ts'
import { type AskedValues, type Location, operationRequest, type WrittenRequest } from './operation-request.ts'
import { type Answered, type Outcome, outcomeOf, pause, type Retries, USUAL_RETRIES, withRetries } from './retries.ts'
import { answerText, type Fetch } from './fetch.ts'

export interface ClientParts<Operations> {
  readonly api: Api<Operations>
  /** The address of the server: `https://registry.example:8443`. Anything after host and port is ignored. */
  readonly apiUrl: string
  readonly access: Access
  /** The organization and project to use when a call names none. */
  readonly location?: Partial<Location>
  readonly retries?: Retries
  /** Sends the requests. The default is the `fetch` of the browser or of Node, with the certificates that it trusts. */
  readonly fetch?: Fetch
}

type LocationParameter = 'organization_id' | 'project_id' | 'location.organization_id' | 'location.project_id'

/** The path parameters of an operation. The location may be left to the client. */
type Params<Given> = Omit<Given, LocationParameter> & Partial<Given>

/** What an operation takes. Body fields may be left out: the server then uses its defaults. */
export type Asked<Types extends OperationTypes> = {
  readonly query?: Types['query']
} & (Exclude<keyof Types['params'], LocationParameter> extends never
  ? { readonly params?: Params<Types['params']> }
  : { readonly params: Params<Types['params']> }) &
  (Types['body'] extends undefined ? object : { readonly body: Incoming<Types['body']> })

/** What an operation answers: every field is present, and a message that is not set is null. */
export type Answer<Types extends OperationTypes> = Outgoing<Types['response']>

export interface Manner {
  /** Cancels the call: the promise rejects with the signal's reason. The server may still finish what it has begun. */
  readonly signal?: AbortSignal
  /** Whether the call is idempotent. By default only GET requests are. */
  readonly repeatable?: boolean
}

/** The names of operations that answer a list page by page. */
export type PagedName<Operations extends OperationsOf<Operations>> = {
  [Name in keyof Operations]: 'pagination.next_page_token' extends keyof Operations[Name]['query'] ? Name : never
}[keyof Operations] &
  string

/** The names of operations that answer a stream of events. */
export type StreamName<Operations extends OperationsOf<Operations>> = {
  [Name in keyof Operations]: Operations[Name]['response'] extends EventStream<unknown> ? Name : never
}[keyof Operations] &
  string

/** An event of a stream. Pass `id` as `after` to resume after it. */
export interface StreamedEvent<Types extends OperationTypes> {
  readonly id: string
  readonly kind: string
  readonly event: Types['response'] extends EventStream<infer Message> ? Outgoing<Message> : never
}

export interface Following extends Pick<Manner, 'signal'> {
  /** The `id` of the last event received. Without it the stream begins with events from now on. */
  readonly after?: string
  /** Called with true when the stream is open, and with false when an attempt has failed or ended, whether it is retried or not. */
  readonly heard?: (isOpen: boolean) => void
}

export interface Client<Operations extends OperationsOf<Operations>> {
  /**
   * Calls one operation. Throws `ApiError` when the server refuses or fails, `UnreachableError` when there is no response. A repeatable
   * call is retried on 429, 502, 503, 504 and when no response comes; any other call on 429 alone.
   */
  readonly call: <Name extends keyof Operations & string>(
    name: Name,
    request: Asked<Operations[Name]>,
    manner?: Manner,
  ) => Promise<Answer<Operations[Name]>>
  /**
   * Yields the pages of a list. Each is requested once the one before has been consumed. A page may have fewer items than were asked for,
   * or none, without being the last. Throws like `call`.
   */
  readonly pages: <Name extends PagedName<Operations>>(
    name: Name,
    request: Asked<Operations[Name]>,
    manner?: Manner,
  ) => AsyncGenerator<Answer<Operations[Name]>, void, void>
  /**
   * Yields the events of a stream as they happen, until the signal is aborted; then it throws the signal's reason. When the stream breaks
   * off it resumes after the last event received, without a gap, after randomized, growing waits. Throws `ApiError` when the server refuses
   * the stream for a reason that a retry does not change.
   */
  readonly follow: <Name extends StreamName<Operations>>(
    name: Name,
    request: Asked<Operations[Name]>,
    following?: Following,
  ) => AsyncGenerator<StreamedEvent<Operations[Name]>, void, void>
}

/** Creates a client of one server, for one caller. */
export function createClient<Operations extends OperationsOf<Operations>>(
  parts: ClientParts<Operations>,
): Client<Operations> {
  const { api, apiUrl, access, location = {}, retries = USUAL_RETRIES, fetch = globalThis.fetch } = parts

  async function attempt(
    { url, method, body, isStream, ...request }: Request,
    shown: Awaited<ReturnType<Access['headers']>>,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<string | null>> {
    const headers = { ...request.headers, ...shown }
    const own = { method, headers, credentials: access.credentials, redirect: 'error' } as const
    signal?.throwIfAborted()
    const asked = fetch(url, { ...own, ...(body !== undefined && { body }), ...(signal && { signal }) })
    return outcomeOf(asked, async (answer) => (isStream && answer.ok ? null : answerText(answer)), signal)
  }

  async function ask(
    name: string,
    asked: AskedValues,
    { signal, repeatable }: Manner,
    /** The headers of a request for a stream; null for any other request. */
    stream: Readonly<Record<string, string>> | null = null,
  ): Promise<Answered<string | null>> {
    const entry: CallEntry = api.operations[name as keyof Operations & string]
    const written = operationRequest(name, entry, asked, { apiUrl, location })
    const request = { ...written, headers: { ...written.headers, ...stream }, isStream: stream !== null }
    const attempts = { retries, signal, repeatable: repeatable ?? entry.method === 'GET' }
    const outcome = await withRetries(attempts, async () => {
      const shown = await access.headers()
      const first = await attempt(request, shown, signal)
      // The server may have lost a token before it expires, so a new token is worth one more request.
      const isStale = 'answer' in first && first.answer.status === 401 && access.renew(shown)
      return isStale ? attempt(request, await access.headers(), signal) : first
    })
    return accepted(outcome, name, `${new URL(apiUrl).origin} cannot be reached`)
  }

  const call: Client<Operations>['call'] = async (name, request, manner = {}) => {
    const { answer, content } = await ask(name, request as AskedValues, manner)
    return messageIn(name, answer, content) as Answer<Operations[typeof name]>
  }

  async function* pages<Name extends PagedName<Operations>>(
    name: Name,
    request: Asked<Operations[Name]>,
    manner?: Manner,
  ): AsyncGenerator<Answer<Operations[Name]>, void, void> {
    let token = ''
    const asked = new Set<string>()
    do {
      // A page token that leads back to an earlier page would loop for ever.
      if (asked.has(token)) throw repeatedPage(name, token)
      asked.add(token)
      const query = { ...request.query, ...(token !== '' && { 'pagination.next_page_token': token }) }
      const page = await call(name, { ...request, query }, manner)
      yield page
      token = (page as Paged).pagination?.next_page_token ?? ''
    } while (token !== '')
  }

  async function* follow<Name extends StreamName<Operations>>(
    name: Name,
    request: Asked<Operations[Name]>,
    { signal, after = '', heard }: Following = {},
  ): AsyncGenerator<StreamedEvent<Operations[Name]>, void, void> {
    let last = after
    for (let failures = 0; ; failures += 1) {
      try {
        const resumed = last === '' ? {} : { 'last-event-id': last }
        const manner = signal ? { signal } : {}
        const { answer } = await ask(name, request as AskedValues, manner, { ...resumed, accept: 'text/event-stream' })
        heard?.(true)
        if (answer.body !== null)
          for await (const { id, kind, data } of eventLines(answer.body, last, SILENT_MS)) {
            failures = 0
            last = id
            if (data !== '') yield { id, kind, event: JSON.parse(data) as StreamedEvent<Operations[Name]>['event'] }
          }
      } catch (error) {
        signal?.throwIfAborted()
        if (error instanceof ApiError && !mayPass(error)) throw error
      } finally {
        heard?.(false)
      }
      await pause(Math.random() * Math.min(retries.mostMs, retries.firstMs * 2 ** failures), signal)
    }
  }

  return { call, pages, follow }
}

interface Request extends WrittenRequest {
  /** Whether the response body is read as it arrives. */
  readonly isStream: boolean
}

function repeatedPage(operation: string, token: string): ApiError {
  const message = `the server returned the page token ${JSON.stringify(token)} twice: is it a registry?`
  return new ApiError({ message, operation, code: 'unknown', status: 200, requestId: null })
}

/** Three times the longest silence of a server. */
const SILENT_MS = 45_000

interface Paged {
  readonly pagination?: { readonly next_page_token?: string } | null
}
