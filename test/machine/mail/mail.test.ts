// Mails as a server receives them, whatever others wrote into them, and the error messages when it does not.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import type { Mail } from '../../../src/machine/mail/mail.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'

let server: MailServer
let withoutTls: MailServer
before(async () => {
  server = await startMailServer()
  withoutTls = await startMailServer({ withTls: false })
})
after(() => {
  server.close()
  withoutTls.close()
})

const mail: Mail = {
  to: 'ann@example.com',
  subject: 'What happened',
  text: 'This.\n',
  html: '<p>This.</p>',
  id: 'one',
  listId: 'subscription',
  unsubscribe: 'https://assay.example.com/end?signature=s',
}
const lastOf = ({ mails }: MailServer) => mails.at(-1) ?? assert.fail('no mail came')
const headersOf = (message: string) => (message.split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')

test('a mail says whom it is from and for, how it is ended, and what it is known by', async () => {
  assert.deepEqual(await server.client()(mail), { kind: 'accepted' })
  const { to, secure, message } = lastOf(server)
  assert.deepEqual([to, secure], [['ann@example.com'], true])
  const headers = headersOf(message)
  for (const header of [
    'From: Assay <assay@example.com>',
    'To: ann@example.com',
    'Subject: What happened',
    'Message-ID: <one@example.com>',
    'List-ID: <subscription.example.com>',
    'List-Unsubscribe: <https://assay.example.com/end?signature=s>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Auto-Submitted: auto-generated',
  ])
    assert.ok(headers.includes(header), `${header} is not in ${headers.join('\n')}`)
})

test('a subject with the ends of lines in it is no more than a subject', async () => {
  const subject = 'v1\r\nBcc: eve@example.com\r\n\r\n<script>alert(1)</script>'
  assert.deepEqual(await server.client()({ ...mail, subject }), { kind: 'accepted' })
  const { to, message } = lastOf(server)
  assert.deepEqual(to, ['ann@example.com'])
  const headers = headersOf(message)
  assert.deepEqual(
    headers.filter((header) => /^bcc:/i.test(header)),
    [],
  )
  assert.match(headers.find((header) => header.startsWith('Subject: ')) ?? '', /^Subject: v1 Bcc: eve@example\.com/)
})

test('a subject in any script arrives as it was written', async () => {
  const subject = '\u0416\u0430\u043d\u043d\u0430 revoked \u753b\u50cf'
  assert.deepEqual(await server.client()({ ...mail, subject, text: `${subject}\n` }), { kind: 'accepted' })
  const { message } = lastOf(server)
  assert.match(message, /^[\0-\x7f]*$/)
  const [, header = ''] = /^Subject: (.*(?:\r\n .*)*)/m.exec(message) ?? []
  const words = [...header.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/g)].map(([, form, word = '']) =>
    form === 'B' ? Buffer.from(word, 'base64') : Buffer.from(unquoted(word), 'latin1'),
  )
  assert.equal(Buffer.concat(words).toString(), subject)
})

const unquoted = (word: string) =>
  word.replaceAll('_', ' ').replaceAll(/=([\dA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

test('a server without TLS is sent nothing, unless whoever runs the registry says so', async () => {
  const refused = await withoutTls.client()(mail)
  assert.equal(refused.kind, 'later')
  assert.deepEqual(withoutTls.mails, [])
  assert.deepEqual(await withoutTls.client({ withoutTls: true })(mail), { kind: 'accepted' })
  assert.equal(lastOf(withoutTls).secure, false)
})

test('who cannot be trusted, lets nobody in or is not there may be tried again, and no secret is in the reason', async () => {
  const count = server.mails.length
  const { port } = new URL(server.url)
  const outcomes = [
    await server.client({ authorities: [] })(mail),
    await server.client({ url: `smtp://assay:wr0ng@localhost:${port}` })(mail),
    await server.client({ url: 'smtp://assay:wr0ng@localhost:1' })(mail),
  ]
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['later', 'later', 'later'],
  )
  assert.match(JSON.stringify(outcomes), /certificate.*answered 535.*cannot be used/)
  assert.doesNotMatch(JSON.stringify(outcomes), /wr0ng/)
  assert.equal(server.mails.length, count)
})

const hanging: Readonly<Record<string, (socket: Socket) => void>> = {
  'says nothing': () => undefined,
  'goes on saying who it is': (socket) => {
    const timer = setInterval(() => socket.write('220-and I am also\r\n'), 5)
    socket.once('close', () => {
      clearInterval(timer)
    })
  },
  'says nothing to what it is told': (socket) => socket.write('220 here\r\n'),
}
for (const [what, hangs] of Object.entries(hanging))
  test(`a server that ${what} is left after a while, and its connection closed`, async (t) => {
    const left = Promise.withResolvers<undefined>()
    const hung = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.resume()
      socket.once('close', () => {
        left.resolve(undefined)
      })
      hangs(socket)
    })
    t.after(() => hung.close())
    hung.listen(0, '127.0.0.1')
    await once(hung, 'listening')
    const { port } = hung.address() as AddressInfo
    const within = { connect: 100, silence: 100, all: 300 }
    const outcome = await server.client({ url: `smtp://127.0.0.1:${port}`, within })(mail)
    assert.ok(outcome.kind === 'later')
    assert.match(outcome.why, /^cannot be used: /)
    await left.promise
  })
