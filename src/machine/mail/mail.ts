// Sends mails by the one server that whoever runs this registry has named. It owns the connection and what its answers mean; it must not
// know what mails say, nor whom they are for.
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
  /** Where one request ends what the mail is of (RFC 8058). */
  readonly unsubscribe: string
}

/** `refused`: it will never take that mail. `later`: it may be tried again. `why` completes the sentence "the mail server …". */
export type MailOutcome = { readonly kind: 'accepted' } | { readonly kind: 'refused' | 'later'; readonly why: string }

export type SendMail = (mail: Mail) => Promise<MailOutcome>

export interface MailParts {
  /** `smtp://` or `smtps://` with host, port, user and password. Never logged. */
  readonly url: string
  /** `Assay <assay@example.com>`, or the address alone. */
  readonly from: string
  /** Whether mails go over connections without TLS where the server has none. */
  readonly withoutTls: boolean
  /** PEM of authorities that are trusted beside those that Node trusts. */
  readonly authorities: readonly string[]
  readonly within: MailTimes
}

/** In milliseconds. */
export interface MailTimes {
  /** Until it is connected to, and again until the server says who it is. */
  readonly connect: number
  readonly silence: number
  /** Of all steps together: a server that answers a sign at a time is left. */
  readonly all: number
}

/** What servers take that have much to do, within the claim of who sends. */
export const mailTimes: MailTimes = { connect: 10_000, silence: 20_000, all: 60_000 }

export function mailClient({ url: text, from, withoutTls, authorities, within }: MailParts): SendMail {
  const url = new URL(text)
  const isSecure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const domain = domainToASCII(/@([^>]+)>?$/.exec(from)?.[1] ?? '')
  // Read when the first mail is sent: a start can do without.
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
      // Of what a mail says nothing is read from elsewhere.
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
        // As a list of one: nothing in it is read as more addresses, or as a name.
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

/** What is wrong with the recipient or with the mail is refused for ever; whatever else is wrong may be put right. */
function outcomeOf(error: unknown): MailOutcome {
  const { responseCode = 0, command = '', code = '' } = error as Partial<SMTPError>
  const isOfTheMail = ['RCPT TO', 'DATA'].includes(command) || ['EENVELOPE', 'EMESSAGE'].includes(code)
  const isForEver = responseCode >= 500 && isOfTheMail && command !== 'MAIL FROM'
  const why = responseCode === 0 ? `cannot be used: ${reasonOf(error)}` : `answered ${responseCode} to ${command}`
  return { kind: isForEver ? 'refused' : 'later', why }
}
