/** A block of an event stream, parsed. */
export interface EventLines {
  /** The id to resume from: that of the last block that carried one; empty at the beginning of the stream. */
  readonly id: string
  readonly kind: string
  /** Empty in comments and in blocks without an event. */
  readonly data: string
}

/**
 * Yields the blocks of server-sent events (WHATWG HTML, 9.2.6), each as soon as it is complete. It also yields blocks that carry only an
 * id, which event parsers skip: with them a server that has no event to send moves the position to resume from. It leaves "retry" to the
 * caller. `resumed` is the id that the stream was resumed from, or empty. Throws when nothing arrives for `silentMs`.
 */
export async function* eventLines(
  body: ReadableStream<Uint8Array>,
  resumed: string,
  silentMs: number,
): AsyncGenerator<EventLines, void, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  // The last event ID buffer: blocks without an id and new connections keep it.
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
      // A trailing CR may be the first half of a CRLF.
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
