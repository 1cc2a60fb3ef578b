// The few pages that the server renders itself, where users sign in, accept an invitation, and manage what they sign in with.
// Plain HTML without any script. Every rule is in a use case, and the outcome of a sign-in is decided in auth/.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { areEqual } from '../../auth/secret-hash.ts'
import { statusCodes } from '../../contract/status.ts'
import { DomainError } from '../../domain/errors.ts'
import { RequestRefusal } from '../gate/request-refusal.ts'
import { askedOf } from '../wire/asked.ts'
import { cookieFor, cookieIn } from '../wire/cookies.ts'
import { SESSION_COOKIE } from '../wire/credential.ts'
import { isFromOwnPage, ownOrigins } from '../wire/own-page.ts'
import { accountPages } from './account-pages.ts'
import { authorizationPages } from './authorization-pages.ts'
import { documentOf, PAGE_HEADERS, PAGE_TYPE, pagePolicy } from './document.ts'
import { alertOf } from './form.ts'
import { markup } from './markup.ts'
import { invitationPages } from './invitation-pages.ts'
import { passwordPages } from './password-pages.ts'
import { providerPages } from './provider-pages.ts'
import { secondFactorPages } from './second-factor-pages.ts'
import { signInPages } from './sign-in-pages.ts'
import { type Answer, type PagesParts, sentence, type Visit } from './visit.ts'

export const FORM_COOKIE = '__Host-assay-form'
const FORM_BYTES = 8 * 1024
const COOKIE_FORM = /^[\w-]{43}$/

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that ties forms to this browser; null outside pages. */
    browserKey: string | null
  }
}

export const pages = (parts: PagesParts, originOf: (request: FastifyRequest) => string) =>
  async function (scope: FastifyInstance): Promise<void> {
    scope.decorateRequest('browserKey', null)
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body.toString())))
    })
    scope.addHook('onRequest', async (request, reply) => {
      void reply.headers(PAGE_HEADERS)
      const known = cookieIn(request.headers.cookie, FORM_COOKIE)
      request.browserKey =
        known !== undefined && COOKIE_FORM.test(known) ? known : randomBytes(32).toString('base64url')
      if (request.browserKey !== known) void reply.header('set-cookie', cookieFor(FORM_COOKIE, request.browserKey))
      if (request.method === 'POST' && !isFromOwnPage(request.headers, ownOrigins(request, originOf(request))))
        throw new ForeignForm()
    })
    scope.setErrorHandler(answerError)
    const routes = [
      ...signInPages(parts),
      ...invitationPages(parts),
      ...accountPages(parts),
      ...passwordPages(parts),
      ...secondFactorPages(parts),
      ...authorizationPages(parts),
      ...providerPages(parts),
    ]
    for (const { method, url, answer } of routes)
      scope.route({
        method,
        url,
        bodyLimit: FORM_BYTES,
        handler: async (request, reply) => {
          const visit = visitOf(parts, request, originOf(request))
          if (method === 'POST' && !areEqual(Buffer.from(visit.fields['form_token'] ?? ''), Buffer.from(visit.token)))
            throw new ForeignForm()
          return send(reply, await answer(visit))
        },
      })
  }

class ForeignForm extends Error {}

function visitOf(
  { formToken, hashSession, actorOf, contextOf }: PagesParts,
  request: FastifyRequest,
  origin: string,
): Visit {
  const { cookie, 'user-agent': agent = '' } = request.headers
  const session = cookieIn(cookie, SESSION_COOKIE) ?? null
  const asked = askedOf(request)
  return {
    origin,
    search: /\?.*$/s.exec(request.url)?.[0] ?? '',
    query: request.query as Visit['query'],
    params: request.params as Visit['params'],
    fields: (request.body ?? {}) as Visit['fields'],
    token: formToken(request.browserKey ?? '', session ?? ''),
    session,
    self: async () => {
      if (session === null) return null
      try {
        return contextOf(await actorOf({ kind: 'session', token: session }), asked)
      } catch (error) {
        if (error instanceof DomainError && error.code === 'unauthenticated') return null
        throw error
      }
    },
    from: {
      browser: { address: request.ip, agent },
      asked,
      replaces: session === null ? null : hashSession(session),
    },
    cookie: (name) => cookieIn(cookie, name),
  }
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  for (const cookie of answer.cookies ?? []) void reply.header('set-cookie', cookie)
  if (answer.kind === 'go') return reply.code(303).header('location', answer.to).send()
  if (answer.formsLeadTo !== undefined) void reply.header('content-security-policy', pagePolicy(answer.formsLeadTo))
  // Bytes, because Fastify would append a charset of its own.
  return reply
    .code(answer.status ?? 200)
    .header('content-type', PAGE_TYPE)
    .send(Buffer.from(documentOf(answer.page)))
}

/** Answers errors that concern no form in particular. */
function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, message } = toldOf(error)
  if (status >= 500) request.log.error({ err: error }, 'page failed')
  const tell = status === 500 ? `${message} Its log says more about request ${request.id}.` : message
  const body = markup`${alertOf(tell)}
    <p><a href="/account">Continue</a></p>`
  return send(reply, { kind: 'page', status, page: { title: 'That did not work', body } })
}

function toldOf(error: unknown): { readonly status: number; readonly message: string } {
  if (error instanceof ForeignForm)
    return { status: 403, message: 'This form was not sent from a page of this server, or is too old. Open it again.' }
  if (error instanceof DomainError) return { status: statusCodes[error.code].http, message: sentence(error.message) }
  if (error instanceof RequestRefusal) return { status: error.statusCode, message: sentence(error.message) }
  const status = (error as { readonly statusCode?: number } | null)?.statusCode ?? 500
  return status < 500
    ? { status, message: 'The request could not be read.' }
    : { status: 500, message: 'Something went wrong on the server.' }
}
