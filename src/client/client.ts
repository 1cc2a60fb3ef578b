// The client of the registry's APIs, for browsers and for Node. It needs `fetch` and nothing else, and works with Assay and with
// any server of the same APIs: the pages and the commands of people ask by it alone.
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
  /** Of the server: `https://registry.example:8443`; what comes after host and port is left out. */
  readonly apiUrl: string
  readonly access: Access
  /** Where an operation happens that is not told where. */
  readonly location?: Partial<Location>
  readonly retries?: Retries
  /** Asks servers; by default as the browser or Node does, with the certificates that it trusts. */
  readonly fetch?: Fetch
}

type LocationParameter = 'organization_id' | 'project_id' | 'location.organization_id' | 'location.project_id'

/** Parameters of the path: where it happens may be left to the client. */
type Params<Given> = Omit<Given, LocationParameter> & Partial<Given>

/** What an operation takes. Fields of a body may be left out: they are as the server has them by itself. */
export type Asked<Types extends OperationTypes> = {
  readonly query?: Types['query']
} & (Exclude<keyof Types['params'], LocationParameter> extends never
  ? { readonly params?: Params<Types['params']> }
  : { readonly params: Params<Types['params']> }) &
  (Types['body'] extends undefined ? object : { readonly body: Incoming<Types['body']> })

/** What an operation answers: all fields are there, a message that is not set is null. */
export type Answer<Types extends OperationTypes> = Outgoing<Types['response']>

export interface Manner {
  /** Calls it off: the promise rejects with the signal's reason. What the server has begun it may still do. */
  readonly signal?: AbortSignal
  /** Whether doing it twice is the same as doing it once; by default of what only reads. */
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

/** An event of a stream; `id` is what to give as `after` to go on behind it. */
export interface StreamedEvent<Types extends OperationTypes> {
  readonly id: string
  readonly kind: string
  readonly event: Types['response'] extends EventStream<infer Message> ? Outgoing<Message> : never
}

export interface Following extends Pick<Manner, 'signal'> {
  /** The `id` that was heard last; without it the stream begins with what happens from now on. */
  readonly after?: string
  /** Called with true when the stream is open, with false when it broke off and is tried again. */
  readonly heard?: (isOpen: boolean) => void
}

export interface Client<Operations extends OperationsOf<Operations>> {
  /**
   * Asks for one operation. Throws `ApiError` when the server refuses or fails, `UnreachableError` when there is no answer.
   * What may be repeated is tried again on 429, 502, 503, 504 and when no answer comes; anything else on 429 alone.
   */
  readonly call: <Name extends keyof Operations & string>(
    name: Name,
    request: Asked<Operations[Name]>,
    manner?: Manner,
  ) => Promise<Answer<Operations[Name]>>
  /**
   * The answers of a list, page after page, each asked for when the one before has been dealt with. One may have fewer items than were
   * asked for, or none, and not be the last. Throws like `call`.
   */
  readonly pages: <Name extends PagedName<Operations>>(
    name: Name,
    request: Asked<Operations[Name]>,
    manner?: Manner,
  ) => AsyncGenerator<Answer<Operations[Name]>, void, void>
  /**
   * The events of a stream as they happen, until the signal ends it (then it throws the signal's reason). When the stream breaks off
   * it goes on after the last event that was heard, without a gap, after waits that grow and differ. Throws `ApiError` when the
   * server refuses it, which waiting does not change.
   */
  readonly follow: <Name extends StreamName<Operations>>(
    name: Name,
    request: Asked<Operations[Name]>,
    following?: Following,
  ) => AsyncGenerator<StreamedEvent<Operations[Name]>, void, void>
}

/** A client of one server, for one who asks. */
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
    /** The headers by which a stream is asked for; null where none is. */
    stream: Readonly<Record<string, string>> | null = null,
  ): Promise<Answered<string | null>> {
    const entry: CallEntry = api.operations[name as keyof Operations & string]
    const written = operationRequest(name, entry, asked, { apiUrl, location })
    const request = { ...written, headers: { ...written.headers, ...stream }, isStream: stream !== null }
    const attempts = { retries, signal, repeatable: repeatable ?? entry.method === 'GET' }
    const outcome = await withRetries(attempts, async () => {
      const shown = await access.headers()
      const first = await attempt(request, shown, signal)
      // A token may end before its time, when the server has lost it: another one is worth one more request.
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
      // One that leads back would never end.
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
  /** Whether what is answered is read as it comes. */
  readonly isStream: boolean
}

function repeatedPage(operation: string, token: string): ApiError {
  const message = `the server names a page of the list as the next one again, ${JSON.stringify(token)}: is it a registry?`
  return new ApiError({ message, operation, code: 'unknown', status: 200, requestId: null })
}

/** Three times as long as a server is silent at most. */
const SILENT_MS = 45_000

interface Paged {
  readonly pagination?: { readonly next_page_token?: string } | null
}
