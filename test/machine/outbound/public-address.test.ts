import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicAddress } from '../../../src/machine/outbound/public-address.ts'

const notPublic = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '192.0.0.192', '168.63.129.16', '198.18.0.1', '192.0.2.1'],
  ...['224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '0:0:0:0:0:0:0:1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1'],
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:808:808', '::127.0.0.1', '::808:808'],
  ...[
    '64:ff9b::10.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::1',
    '64:ff9b:1::8.8.8.8',
    '2002:7f00:1::',
    '2002:808:808::1',
  ],
  ...['2001::1', '2001:db8::1', '3fff::1', '100::1', 'localhost', '', '1.2.3', '0x7f.1', '[::1]'],
]
const isPublic = [
  ...['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1', '169.253.255.255'],
  ...['2606:4700:4700::1111', '2a00:1450:4001::1', '64:ff9b::8.8.8.8', '64:ff9b::808:808', '64:FF9B:0:0::808:808'],
]

test('an address of a machine, a private network or a cloud itself is not public, however it is written', () => {
  assert.deepEqual(notPublic.filter(isPublicAddress), [])
})

test('an address of the internet is public, also as a network of IPv6 alone shows it', () => {
  assert.deepEqual(
    isPublic.filter((address) => !isPublicAddress(address)),
    [],
  )
})
