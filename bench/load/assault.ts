// What a stranger does to a server, as it is told to the process that does it.

/** A body of megabytes in a few words. */
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
  /** Bytes at the end of the body that never come; with none the answer is waited for, and read to its end. */
  readonly withheld: number
}

export interface Assault {
  /** Sent in turns, each on a connection of its own. */
  readonly requests: readonly HostileRequest[]
  /** Of each stranger, at once. */
  readonly connections: number
}

/** All of the body, and what tells of it. */
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
