// The pages that people look at, built from web/: one document for every address of theirs, and the files that it loads. They ask
// for all else by the APIs, so that nothing is told here, and nobody is asked who they are.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { handleNotFound } from '../error-handler.ts'
import { PAGE_HEADERS, PAGE_TYPE } from './document.ts'

/** The addresses that pages have beside `/`; `web/app/pages.tsx` says what is shown at each. */
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

/** What pages load is theirs; styles that scripts make are known by the nonce. */
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

/** `folder` is where they were built; null where none are: then `/` leads to the account. */
export const webPages = (folder: string | null) =>
  async function (scope: FastifyInstance): Promise<void> {
    // Monitors and link checkers ask with HEAD.
    const asHead = { exposeHeadRoute: true }
    scope.get('/', asHead, async (request, reply) => {
      // Programs that ask for the address alone are told what they have missed.
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

/** A condition of the request that does not hold, and a part of a file that it does not have (RFC 9110 15.5.13, 15.5.17). */
const UNMET: readonly number[] = [412, 416]

/** What has a hash of its content in its name is asked for once. */
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
