/** An event of a stream, as its lines say it. */
export interface EventLines {
  /** What the stream is resumed from: as the last block said it that said any; empty for its beginning. */
  readonly id: string
  readonly kind: string
  /** Empty in a block that tells no event, and in comments. */
  readonly data: string
}

/**
 * The blocks of server-sent events (WHATWG HTML, 9.2.6), each as soon as it is whole. Also those that say an id alone, by which a server that has
 * nothing to tell moves the place to resume from, and which parsers of events pass by. "retry" is left to who asks again. `resumed` is what the stream
 * was resumed from, empty for nothing. Throws when nothing comes for so long.
 */
export async function* eventLines(
  body: ReadableStream<Uint8Array>,
  resumed: string,
  silentMs: number,
): AsyncGenerator<EventLines, void, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  // Kept by blocks that say none, and over connections: the last event ID buffer.
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
      const text = rest + decoder.decode(value, { stream: true })
      // One at the end may be half of a line end.
      const cut = text.endsWith('\r') ? text.length - 1 : text.length
      const blocks = text.slice(0, cut).replaceAll(/\r\n?/g, '\n').split('\n\n')
      rest = (blocks.pop() ?? '') + text.slice(cut)
      for (const block of blocks) {
        const valuesOf = (name: string) =>
          [...block.matchAll(new RegExp(`^${name}(?:: ?(.*))?$`, 'gm'))].map(([, value = '']) => value)
        id = valuesOf('id').at(-1) ?? id
        yield { id, kind: valuesOf('event').at(-1) ?? '', data: valuesOf('data').join('\n') }
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
