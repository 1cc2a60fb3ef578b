import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { heartbeatsOf } from '../../src/http/binding/heartbeats.ts'

const CHANNEL = 'x-hcp-source-channel'

describe('whether a client sends heartbeats is told by', () => {
  for (const [header, value, told] of [
    [CHANNEL, 'packer/1.8.3 hcp-go-sdk/0.0.1', 'sent'],
    [CHANNEL, 'packer/1.8.10 hcp-go-sdk/0.0.1', 'sent'],
    [CHANNEL, 'packer/1.15.1-dev hcp-go-sdk/0.0.1', 'sent'],
    [CHANNEL, 'packer/2.0.0', 'sent'],
    [CHANNEL, 'packer/1.8.3-dev hcp-go-sdk/0.0.1', 'unknown'],
    [CHANNEL, 'packer/1.8.2 hcp-go-sdk/0.0.1', 'never sent'],
    [CHANNEL, 'packer/1.7.9 hcp-go-sdk/0.0.1', 'never sent'],
    [CHANNEL, 'packer/0.12.4', 'never sent'],
    [CHANNEL, 'terraform-provider-hcp hcp-go-sdk/0.0.1', 'unknown'],
    [CHANNEL, 'hcp-cli/0.11.0 hcp-go-sdk/0.0.1', 'unknown'],
    [CHANNEL, 'my-packer/1.9.0', 'unknown'],
    [CHANNEL, 'packer hcp-go-sdk/1.9.0', 'unknown'],
    [CHANNEL, '', 'unknown'],
    ['user-agent', 'Packer/1.9.4 (+https://www.packer.io/; go1.20; linux/amd64)', 'sent'],
    ['user-agent', 'Packer/v1.8.1', 'never sent'],
    ['user-agent', 'Go-http-client/1.1', 'unknown'],
  ] as const)
    test(`${header}: ${value}`, () => {
      assert.equal(heartbeatsOf({ [header]: value }), told)
    })

  test('no header at all', () => {
    assert.equal(heartbeatsOf({}), 'unknown')
  })

  test('the channel rather than the user agent', () => {
    assert.equal(heartbeatsOf({ [CHANNEL]: 'packer/1.8.1', 'user-agent': 'Packer/1.9.4' }), 'never sent')
  })
})
