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

/** In bytes, unpacked: no registry answers more at once, pages of lists included. */
export const LARGEST_ANSWER = 64 * 1024 * 1024

/** What is in an answer; null where that is more than any is, and then the rest is not taken. */
export async function answerText({ body }: Pick<FetchAnswer, 'body'>): Promise<string | null> {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    length += value.length
    if (length > LARGEST_ANSWER) {
      await reader.cancel().catch(() => undefined)
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
