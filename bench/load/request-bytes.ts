// Requests as bytes on the wire, with the headers that Packer and Terraform send.

/** Stands for a number that is different each time, in the path of a request that is repeated: no response to it is cached. */
export const EACH = '{each}'

/** The path with a query that nobody has requested before. */
export const asNew = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}read=${EACH}`

export interface Wanted {
  readonly method: string
  readonly path: string
  readonly token: string | null
  readonly body?: unknown
}

export function requestBytes({ method, path, token, body }: Wanted): string {
  const text = body === undefined ? '' : `${JSON.stringify(body)}\n`
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'User-Agent: Go-http-client/1.1',
    'Accept: application/json',
    ...(token === null ? [] : [`Authorization: Bearer ${token}`]),
    ...(body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
    'X-Hcp-Source-Channel: packer/1.15.3 hcp-go-sdk/0.160.0',
  ]
  return `${lines.join('\r\n')}\r\n\r\n${text}`
}
