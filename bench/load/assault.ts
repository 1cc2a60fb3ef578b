// What a stranger does to a server, as it is sent to the stranger's process.

/** A text and how often it is repeated: megabytes of a body in a few words. */
export interface Piece {
  readonly text: string
  readonly times: number
}

export interface HostileRequest {
  readonly method: string
  readonly path: string
  readonly token: string | null
  readonly contentType: string
  readonly body: readonly Piece[]
  /** The bytes at the end of the body that are never sent. With 0 the stranger waits for the response, and reads it to its end. */
  readonly withheld: number
}

export interface Assault {
  /** Sent in turns, each on a connection of its own. */
  readonly requests: readonly HostileRequest[]
  /** The number of connections that each stranger has at once. */
  readonly connections: number
}

/** The request as bytes. Its head announces the whole body, of which the withheld bytes are missing. */
export function hostileBytes({ method, path, token, contentType, body, withheld }: HostileRequest): Buffer {
  const content = Buffer.concat(body.map(({ text, times }) => Buffer.from(text.repeat(times))))
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    ...(token === null ? [] : [`Authorization: Bearer ${token}`]),
    ...(content.length === 0 ? [] : [`Content-Type: ${contentType}`, `Content-Length: ${content.length}`]),
  ]
  const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content])
  return bytes.subarray(0, bytes.length - withheld)
}
