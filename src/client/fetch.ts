// The part of the platform's `fetch` that a client uses. A program may supply its own implementation of it.

export interface FetchInit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  readonly credentials?: 'include' | 'omit' | 'same-origin'
  readonly redirect?: 'error' | 'follow' | 'manual'
}

/** A response. Its body can be read once, in one of these ways. */
export interface FetchAnswer extends Pick<Response, 'ok' | 'status' | 'json' | 'text' | 'arrayBuffer'> {
  readonly headers: Pick<Headers, 'get'>
  /** Null when there is no body; otherwise it must be read or cancelled. */
  readonly body: ReadableStream<Uint8Array> | null
}

export type Fetch = (address: string | URL, init?: FetchInit) => Promise<FetchAnswer>

/** In bytes, decompressed. No registry answers more at once, pages of lists included. */
export const LARGEST_ANSWER = 64 * 1024 * 1024

/** Reads the body of a response. Returns null, and drops the rest, when it exceeds `LARGEST_ANSWER`. */
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
