import type { ApiParts } from '../../src/http/apis.ts'

/** Of APIs that are looked at, and asked for nothing. */
export const unasked: ApiParts = {
  downloadPath: () => '',
  keyRules: { hashSecret: () => '', limit: 0 },
  invitations: { make: () => ({ token: '', hash: '' }), hashOf: () => '', isOne: () => false },
  about: { version: '', license: '', database: 'SQLITE' },
  workloads: {
    exchange: () => Promise.reject(new Error('nobody asks')),
    requireStatement: () => Promise.reject(new Error('nobody asks')),
  },
}
