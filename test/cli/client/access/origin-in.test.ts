import assert from 'node:assert/strict'
import { test } from 'node:test'
import { originIn } from '../../../../src/cli/client/access/origin-in.ts'

test('a server is its address, by https', () => {
  for (const text of ['registry.example', 'https://registry.example', 'https://REGISTRY.example:443/'])
    assert.equal(originIn(text), 'https://registry.example')
  assert.equal(originIn('localhost:8443'), 'https://localhost:8443')
})

test('what is not the address of a server, or more, is told', () => {
  const hint = 'write it as https://registry.example:8443'
  for (const text of ['http://registry.example', 'https://host:99999', ''])
    assert.throws(() => originIn(text), { message: `${JSON.stringify(text)} is not the address of a server: ${hint}` })
  assert.throws(() => originIn('host/registry'), {
    message: '"host/registry" is more than the address of a server: use https://host',
  })
})

test('no secret is told that is in one, whatever else is wrong with it', () => {
  for (const text of [
    ...['http://me:secret@registry.example', 'https://me:secret@host:99999', 'me:secret@host', 'ftp://secret@host'],
    ...['https://host?token=secret', 'http://host/?token=secret', 'https://host/#secret', 'https:// me:secret@host'],
  ])
    assert.throws(
      () => originIn(text),
      ({ message }: Error) => !message.includes('secret@') && !/token|:secret|#secret/.test(message),
      text,
    )
})
