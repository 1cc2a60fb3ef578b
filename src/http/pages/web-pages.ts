// Serves the web pages that are built from web/: one document for all of their addresses, and the files that it loads. The pages get
// everything else through the APIs, so nothing here is confidential, and callers are not authenticated.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { handleNotFound } from '../error-handler.ts'
import { PAGE_HEADERS, PAGE_TYPE } from './document.ts'

/** The addresses of the pages besides `/`; `web/app/pages.tsx` defines what each of them shows. */
const ADDRESSES = ['/p', '/p/*', '/search', '/search/', '/access', '/access/*', '/you', '/you/']

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}
const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const
const COMPRESSED = /\.(?:css|js|svg)$/

/** The pages load only files of this server; styles that scripts create carry the nonce. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** `folder` is where the pages were built; null when they have not been built: then `/` redirects to the account page. */
export const webPages = (folder: string | null) =>
  async function (scope: FastifyInstance): Promise<void> {
    // Monitors and link checkers send HEAD requests.
    const asHead = { exposeHeadRoute: true }
    scope.get('/', asHead, async (request, reply) => {
      // A program that requests the bare address learns from the error that an API's path is missing.
      if (request.headers.accept?.includes('text/html') !== true) {
        handleNotFound(request, reply)
        return reply
      }
      return folder === null ? reply.code(303).header('location', '/account').send() : sendDocument(folder, reply)
    })
    if (folder === null) return
    for (const address of ADDRESSES) scope.get(address, asHead, (_request, reply) => sendDocument(folder, reply))
    scope.get<{ Params: { name: string } }>('/assets/:name', asHead, (request, reply) =>
      sendFile(join(folder, 'assets'), request.params.name, request, reply),
    )
  }

async function sendDocument(folder: string, reply: FastifyReply): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString('base64')
  const document = await readFile(join(folder, 'index.html'), 'utf8')
  return reply
    .headers({ ...PAGE_HEADERS, 'content-security-policy': policy(nonce) })
    .header('content-type', PAGE_TYPE)
    .send(Buffer.from(document.replace('%STYLE_NONCE%', nonce)))
}

/** A precondition of the request failed, or the file does not have the requested range (RFC 9110 15.5.13, 15.5.17). */
const UNMET: readonly number[] = [412, 416]

/** A file with a hash of its content in its name, which browsers request only once. */
const NAMED_BY_CONTENT = /-[\w-]{8}\.\w+$/

async function sendFile(
  root: string,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const encoding = COMPRESSED.test(name) ? encodingFor(request.headers['accept-encoding'] ?? '') : undefined
  const { default: send } = await import('@fastify/send')
  const found = await send(request.raw, `/${encodeURIComponent(name + (encoding?.ending ?? ''))}`, {
    root,
    index: false,
    dotfiles: 'ignore',
    ...(NAMED_BY_CONTENT.test(name) ? { immutable: true, maxAge: '1y' } : { maxAge: 0 }),
  })
  if (UNMET.includes(found.statusCode)) {
    const length = found.headers['Content-Range']
    return reply
      .code(found.statusCode)
      .headers(length === undefined ? {} : { 'content-range': length })
      .send()
  }
  if (found.type !== 'file') {
    handleNotFound(request, reply)
    return reply
  }
  return reply
    .code(found.statusCode)
    .headers(found.headers)
    .headers({
      'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'accept-encoding',
      ...(encoding && { 'content-encoding': encoding.name }),
    })
    .send(found.stream)
}

const encodingFor = (accepted: string) =>
  ENCODINGS.find(({ name }) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted))
