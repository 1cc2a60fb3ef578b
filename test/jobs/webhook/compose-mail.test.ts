// What mails say: text that users wrote is never taken for anything else, and all of it stays small enough to compose in a moment.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeMail, type MailParts } from '../../../src/jobs/webhook/email/compose-mail.ts'
import { anEvent, anOrganization, aProject } from '../../storage/arrange.ts'

const project = aProject(anOrganization())

interface Written {
  readonly message?: string
  readonly bucket?: string
}

const revoked = ({ message = '', bucket = 'ubuntu' }: Written): MailParts['told'][number] => ({
  event: anEvent(project, {
    kind: 'version.revoked',
    subject: 'version',
    action: 'revoke',
    actor: { type: 'service', id: 'ci', name: 'ci' },
    payload: {
      bucket: { id: 'bucket', name: bucket },
      version: { fingerprint: 'one', name: 'v3', revocationMessage: message },
    },
  }),
  channels: ['production'],
})

const mailOf = (told: MailParts['told'], more = 0) =>
  composeMail({
    ...{ told, more, to: 'ann@example.com', projectId: project.id, subscriptionId: 'subscription' },
    publicUrl: 'https://assay.example.com',
    unsubscribe: 'https://assay.example.com/end?expires=1&signature=s',
  })

test('a mail says what happened, why and where to look, twice, and how it is ended', () => {
  const { subject, text, html, listId } = mailOf([revoked({ message: 'CVE-2026-1234' })])
  assert.deepEqual([subject, listId], ['[Assay] ci revoked version v3 of bucket ubuntu', 'subscription'])
  const page = `https://assay.example.com/p/${project.id}/buckets/ubuntu/versions/one`
  for (const said of ['ci revoked version v3 of bucket ubuntu', 'CVE-2026-1234', 'production', page]) {
    assert.ok(text.includes(said), said)
    assert.ok(html.includes(said), said)
  }
  assert.match(text, /To be told no more: https:\/\/assay\.example\.com\/end\?expires=1&signature=s\n$/)
  assert.match(html, /href="https:\/\/assay\.example\.com\/end\?expires=1&amp;signature=s"/)
})

test('what people wrote is no markup, ends no line of a subject, and turns nothing around', () => {
  const bucket = '<img src=x onerror="alert(1)">\r\nBcc: eve@example.com\u202e'
  const { subject, html } = mailOf([revoked({ bucket, message: `</p><script>alert('2')</script>` })])
  assert.equal(subject, '[Assay] ci revoked version v3 of bucket <img src=x onerror="alert(1)"> Bcc: eve@example.com')
  assert.deepEqual(
    html.match(/<(?!\/?(?:html|body|p|b|br|a|small)\b)[^>]*>/g),
    ['<!doctype html>'],
    'there are marks of ours alone',
  )
  assert.doesNotMatch(html, /[\r\u202e]/)
})

test('what is long is cut, what is much is counted, and the subject says how much it was', () => {
  const message = '\u0416 <&"\n'.repeat(400)
  const { subject, text, html } = mailOf(
    Array.from({ length: 50 }, () => revoked({ message, bucket: 'b'.repeat(200) })),
    7,
  )
  assert.match(subject, /^\[Assay\] ci revoked version v3 of bucket b+\.\.\. \(and 56 more\)$/)
  assert.ok(subject.length <= 160)
  const told = text.match(/^ci revoked /gm)?.length ?? 0
  assert.ok(told > 20 && told < 50, `${told} are told in full`)
  assert.ok(text.includes(`${57 - told} more happened: https://assay.example.com/p/${project.id}/activity`))
  assert.ok(html.includes(`>${57 - told} more happened<`))
  assert.ok(text.length < 50_000 && html.length < 120_000, `${text.length} and ${html.length}`)
})
