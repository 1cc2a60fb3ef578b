/** An event of a stream, as its lines say it. */
export interface EventLines {
  /** What the stream is resumed from: as the last block said it that said any; empty for its beginning. */
  readonly id: string
  readonly kind: string
  /** Empty in a block that tells no event, and in comments. */
  readonly data: string
}

/**
 * The blocks of server-sent events, each as soon as it is whole; `resumed` is what the stream was resumed from, empty for nothing. Throws
 * when nothing comes for so long.
 */
export async function* eventLines(
  body: ReadableStream<Uint8Array>,
  resumed: string,
  silentMs: number,
): AsyncGenerator<EventLines, void, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  // Kept by blocks that say none, and over connections (WHATWG HTML, 9.2.6: the last event ID buffer).
  let id = resumed
  try {
    for (;;) {
      const silence = Promise.withResolvers<never>()
      const timer = setTimeout(() => {
        silence.reject(new Error(`nothing came for ${silentMs / 1000} s`))
      }, silentMs)
      const { done, value } = await Promise.race([reader.read(), silence.promise]).finally(() => {
        clearTimeout(timer)
      })
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const fieldOf = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
        id = fieldOf('id') ?? id
        yield { id, kind: fieldOf('event') ?? '', data: fieldOf('data') ?? '' }
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
