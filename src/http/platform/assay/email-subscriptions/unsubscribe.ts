// The addresses that end an email subscription: with one request by the mail program (RFC 8058), or with a button for a reader who
// follows the link. They carry their own permission, a signature, because nobody is signed in there. A GET request ends nothing,
// because virus scanners follow links.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type SignedUrls, signedUrls, type SignedUrlsParts } from '../../../../auth/signed-urls.ts'
import { later } from '../../../../domain/clock.ts'
import type { Unsigned } from '../../../../domain/principal/user/person.ts'
import type { EmailSubscription } from '../../../../domain/record/email/email.ts'
import { endEmailSubscription } from '../../../../domain/record/email/end-email-subscription.ts'
import { documentOf, type Page, PAGE_HEADERS, PAGE_TYPE } from '../../../pages/document.ts'
import { markup } from '../../../pages/markup.ts'
import { askedOf } from '../../../wire/asked.ts'

/** As long as a reader may keep a mail. */
const LIFETIME_MS = 365 * 24 * 60 * 60 * 1000

export const unsubscribePath =
  (parts: SignedUrlsParts) =>
  ({ id }: EmailSubscription): string =>
    signedUrls(parts).sign(`/email-subscriptions/${id}/end`, later(parts.clock.now(), LIFETIME_MS))

export interface UnsubscribeParts extends Omit<Unsigned, 'asked'> {
  readonly links: SignedUrls
}

export const unsubscribe = ({ links, ...parts }: UnsubscribeParts) =>
  async function (scope: FastifyInstance): Promise<void> {
    // Any body that the mail program sends is ignored: the address says everything.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 8 * 1024 }, (_request, _body, done) => {
      done(null, null)
    })
    scope.get('/email-subscriptions/:id/end', async (request, reply) => {
      links.verify(request.url)
      return page(reply, {
        title: 'Be told no more',
        body: markup`<form method="post" action="${request.url}"><p>You will be sent no more mails of this subscription.</p>
<button class="primary" type="submit">Be told no more</button></form>`,
      })
    })
    scope.post<{ Params: { id: string } }>('/email-subscriptions/:id/end', async (request, reply) => {
      links.verify(request.url)
      await endEmailSubscription({ ...parts, asked: askedOf(request) }, request.params.id)
      return page(reply, {
        title: 'Done',
        body: markup`<p>You are sent no more mails of this subscription. You can subscribe again whenever you like.</p>`,
      })
    })
  }

const page = (reply: FastifyReply, shown: Page) => reply.headers(PAGE_HEADERS).type(PAGE_TYPE).send(documentOf(shown))
