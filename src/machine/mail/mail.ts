// Sends mails through the one server that the operator of this registry has named. It owns the connection and knows what the
// server's answers mean; it must not know what mails say, nor whom they are for.
import { domainToASCII } from 'node:url'
import type { SMTPError } from 'nodemailer/lib/smtp-connection/index.js'
import { reasonOf } from '../../domain/errors.ts'

export interface Mail {
  /** One address. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Unique; the same for the same mail. Without angle brackets or a host. */
  readonly id: string
  readonly listId: string
  /** The address at which one request ends the subscription that the mail belongs to (RFC 8058). */
  readonly unsubscribe: string
}

/**
 * `refused`: the server will never take that mail. `later`: the mail may be tried again. `why` completes the sentence "the mail
 * server ...".
 */
export type MailOutcome = { readonly kind: 'accepted' } | { readonly kind: 'refused' | 'later'; readonly why: string }

export type SendMail = (mail: Mail) => Promise<MailOutcome>

export interface MailParts {
  /** `smtp://` or `smtps://` with host, port, user and password. Never logged. */
  readonly url: string
  /** `Assay <assay@example.com>`, or the address alone. */
  readonly from: string
  /** Whether mails are sent without TLS where the server does not offer it. */
  readonly withoutTls: boolean
  /** PEM of authorities that are trusted in addition to those that Node trusts. */
  readonly authorities: readonly string[]
  readonly within: MailTimes
}

/** In milliseconds. */
export interface MailTimes {
  /** Until the connection is open, and again until the server has sent its greeting. */
  readonly connect: number
  readonly silence: number
  /** For all steps together: a server that answers one character at a time is given up. */
  readonly all: number
}

/** Enough for a busy server, and within the claim of the worker that sends. */
export const mailTimes: MailTimes = { connect: 10_000, silence: 20_000, all: 60_000 }

export function mailClient({ url: text, from, withoutTls, authorities, within }: MailParts): SendMail {
  const url = new URL(text)
  const isSecure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const domain = domainToASCII(/@([^>]+)>?$/.exec(from)?.[1] ?? '')
  // Loaded when the first mail is sent: a start does not need it.
  const transport = async () => {
    const [{ createTransport }, { getCACertificates }] = await Promise.all([import('nodemailer'), import('node:tls')])
    return createTransport({
      host,
      port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
      secure: isSecure,
      requireTLS: !withoutTls,
      ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
      tls: { ca: [...getCACertificates('default'), ...authorities], rejectUnauthorized: true, minVersion: 'TLSv1.2' },
      connectionTimeout: within.connect,
      greetingTimeout: within.connect,
      socketTimeout: within.silence,
      // No part of a mail is read from a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
  let made: ReturnType<typeof transport> | undefined

  return async ({ to, subject, text: plain, html, id, listId, unsubscribe }) => {
    try {
      const mailer = await (made ??= transport())
      await mailer.sendMail({
        signal: AbortSignal.timeout(within.all),
        from,
        // A list of one object, so that nothing in the address is parsed as more addresses or as a name.
        to: [{ name: '', address: to }],
        envelope: { from, to: [to] },
        subject,
        text: plain,
        html,
        messageId: `<${id}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'List-Id': `<${listId}.${domain}>`,
          'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${unsubscribe}>` },
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      })
      return { kind: 'accepted' }
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

/** A 5xx to the recipient or to the mail itself is permanent; every other failure may pass. */
function outcomeOf(error: unknown): MailOutcome {
  const { responseCode = 0, command = '', code = '' } = error as Partial<SMTPError>
  const isOfTheMail = ['RCPT TO', 'DATA'].includes(command) || ['EENVELOPE', 'EMESSAGE'].includes(code)
  const isForEver = responseCode >= 500 && isOfTheMail && command !== 'MAIL FROM'
  const why = responseCode === 0 ? `cannot be used: ${reasonOf(error)}` : `answered ${responseCode} to ${command}`
  return { kind: isForEver ? 'refused' : 'later', why }
}
