// As much of the platform's `fetch` as a client uses: a program may bring another one that does as much.

export interface FetchInit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  readonly credentials?: 'include' | 'omit' | 'same-origin'
  readonly redirect?: 'error' | 'follow' | 'manual'
}

/** An answer, whose body is read once, in one of these ways. */
export interface FetchAnswer extends Pick<Response, 'ok' | 'status' | 'json' | 'text' | 'arrayBuffer'> {
  readonly headers: Pick<Headers, 'get'>
  /** Null where there is none; else to be read, or cancelled. */
  readonly body: ReadableStream<Uint8Array> | null
}

export type Fetch = (address: string | URL, init?: FetchInit) => Promise<FetchAnswer>
