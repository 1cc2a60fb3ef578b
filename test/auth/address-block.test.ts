import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressBlock, blockMatcher } from '../../src/auth/address-block.ts'

test('an address of IPv4 stands for itself, however it is dressed', () => {
  assert.equal(addressBlock('192.0.2.7'), '192.0.2.7')
  assert.equal(addressBlock('::ffff:192.0.2.7'), '192.0.2.7')
  assert.equal(addressBlock('::FFFF:192.0.2.7'), '192.0.2.7')
})

test('an address of IPv6 stands for its network', () => {
  for (const address of ['2001:db8:1:2::', '2001:db8:1:2::7', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::1'])
    assert.equal(addressBlock(address), '2001:db8:1:2::/64')
  assert.equal(addressBlock('2001:db8::7'), '2001:db8:0:0::/64')
  assert.equal(addressBlock('::1'), '0:0:0:0::/64')
  assert.equal(addressBlock('fe80::1%eth0'), 'fe80:0:0:0::/64')
})

test('blocks contain addresses of their own family, however they are dressed', () => {
  const isIn = blockMatcher(['10.0.0.0/8', '192.0.2.1', 'fd00::/8', '::1'])
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.1', 'fd12::1', '::1'])
    assert.ok(isIn(address), address)
  for (const address of ['11.0.0.1', '192.0.2.2', 'fe80::1', '::2', '']) assert.ok(!isIn(address), address)
  assert.ok(!blockMatcher([])('127.0.0.1'))
})
