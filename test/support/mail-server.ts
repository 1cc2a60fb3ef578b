// A mail server on loopback, for tests, that records the mails that it receives.
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { systemClock } from '../../src/domain/clock.ts'
import { type MailParts, mailClient, mailTimes, type SendMail } from '../../src/machine/mail/mail.ts'
import { issueAuthority, issueServerCertificate, newKey } from '../../src/tls/issue-certificate.ts'

export interface MailServer {
  /** Includes the user name and password that the server accepts. */
  readonly url: string
  /** The received mails: their recipients, and the message as it was sent. */
  readonly mails: readonly { readonly to: readonly string[]; readonly message: string; readonly secure: boolean }[]
  /** Sets the status of its response to each message from now on; null accepts messages. */
  readonly answer: (status: number | null) => void
  readonly client: (differently?: Partial<MailParts>) => SendMail
  readonly close: () => void
}

export async function startMailServer({ withTls = true }: { readonly withTls?: boolean } = {}): Promise<MailServer> {
  const [authorityKey, key] = [newKey(), newKey()]
  const now = systemClock.now()
  const authority = await issueAuthority(authorityKey, now)
  const names = { hosts: ['localhost'], addresses: ['127.0.0.1'] }
  const cert = await issueServerCertificate(authorityKey, key, names, now)
  const mails: MailServer['mails'][number][] = []
  let refusal: number | null = null
  const server = new SMTPServer({
    key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert,
    authOptional: true,
    ...(withTls ? {} : { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }),
    onAuth({ username, password }, _session, done) {
      if (username === 'assay' && password === 'p@ss') done(null, { user: username })
      else done(new Error('no'))
    },
    onData(stream, session, done) {
      void text(stream).then((message) => {
        if (refusal !== null) {
          done(Object.assign(new Error('no'), { responseCode: refusal }))
          return
        }
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), message, secure: session.secure })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { readonly port: number }
  const url = `smtp://assay:p%40ss@localhost:${port}`
  return {
    url,
    mails,
    answer: (status) => {
      refusal = status
    },
    client: (differently = {}) =>
      mailClient({
        url,
        from: 'Assay <assay@example.com>',
        withoutTls: false,
        authorities: [authority],
        within: mailTimes,
        ...differently,
      }),
    close: () => {
      server.close()
    },
  }
}
