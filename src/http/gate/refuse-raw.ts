// Answers without Fastify, for requests that never reach it or are not HTTP at all. The wording is the same.
import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { statusCodes } from '../../contract/status.ts'
import { readTarget } from '../wire/request-target.ts'
import type { RequestRefusal } from './request-refusal.ts'

/** RFC 6749 defines its own errors, and clients of the token endpoint print nothing of any others. */
const TOKEN_PATH = /^\/oauth2?\/token(?:\?|$)/
const OLD_PATH = /^\/packer\/2021-04-30\//

export function refusalBody(target: string, { code, message }: RequestRefusal): string {
  const path = readTarget(target)
  if (TOKEN_PATH.test(path)) {
    const error = code === 'unavailable' ? 'temporarily_unavailable' : 'invalid_request'
    return JSON.stringify({ error, error_description: message })
  }
  // SDKs before 0.28 (Packer up to 1.8.4) read the message from `error`.
  const extras = OLD_PATH.test(path) ? { error: message } : {}
  return JSON.stringify({ code: statusCodes[code].code, details: [], message, ...extras })
}

const headersOf = (body: string, { retryAfterSeconds }: RequestRefusal): Readonly<Record<string, string>> => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(Buffer.byteLength(body)),
  ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }),
  connection: 'close',
})

export function refuse(response: ServerResponse, path: string, refusal: RequestRefusal): void {
  const body = refusalBody(path, refusal)
  response.writeHead(refusal.statusCode, headersOf(body, refusal)).end(body)
}

export function refuseSocket(socket: Socket, path: string, refusal: RequestRefusal): void {
  const body = refusalBody(path, refusal)
  const status = `HTTP/1.1 ${refusal.statusCode} ${STATUS_CODES[refusal.statusCode] ?? ''}`
  const lines = Object.entries(headersOf(body, refusal)).map(([name, value]) => `${name}: ${value}`)
  socket.write(`${[status, ...lines].join('\r\n')}\r\n\r\n${body}`)
}
