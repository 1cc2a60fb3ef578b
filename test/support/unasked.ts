import { Readable } from 'node:stream'
import { SECRET_KEY_BYTES, secretCipher } from '../../src/domain/organization/secret-cipher.ts'
import { EventStreamAnswer } from '../../src/http/binding/event-stream.ts'
import type { ApiParts } from '../../src/http/apis.ts'

/** Parts for APIs that a test inspects but never calls. */
export const unasked: ApiParts = {
  downloadPath: () => '',
  keyRules: { hashSecret: () => '', limit: 0 },
  invitations: { make: () => ({ token: '', hash: '' }), hashOf: () => '', isOne: () => false },
  about: { version: '', license: '', database: 'SQLITE' },
  webhooks: {
    plainHttp: false,
    cipher: secretCipher([new Uint8Array(SECRET_KEY_BYTES)]),
    sendTo: () => Promise.reject(new Error('nobody asks')),
  },
  streams: {
    cipher: secretCipher([new Uint8Array(SECRET_KEY_BYTES)]),
    sendTest: () => Promise.reject(new Error('nobody asks')),
  },
  mail: { isSet: false },
  live: {
    open: () => new EventStreamAnswer(Readable.from([])),
    close: () => undefined,
  },
  workloads: {
    exchange: () => Promise.reject(new Error('nobody asks')),
    requireStatement: () => Promise.reject(new Error('nobody asks')),
  },
}
