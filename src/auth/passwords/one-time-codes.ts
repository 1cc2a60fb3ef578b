// The codes of an authenticator (RFC 6238), whose secret the database stores sealed; and recovery codes, for people without it.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import { failedPrecondition } from '../../domain/errors.ts'
import type { NewRecoveryCodes, OneTimeCodes } from '../../domain/principal/user/second-factor.ts'
import { keyedHash } from '../secret-hash.ts'

const ISSUER = 'Assay'
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
// Allows for a clock that is off by one step, or for a person who types slowly.
const TOLERANCE_SECONDS = 30
const STEP_SECONDS = 30
const CODE = /^\d{6}$/

export interface OneTimeCodesParts {
  readonly serverKey: Uint8Array
  readonly clock: Clock
}

/** The secret of each principal is sealed for that principal alone. */
export function oneTimeCodes({ serverKey, clock }: OneTimeCodesParts): OneTimeCodes {
  const key = Buffer.from(hkdfSync('sha256', serverKey, Buffer.alloc(0), 'one-time-codes', KEY_BYTES))

  function seal(secret: string, principalId: string): string {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(principalId))
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
  }
  function open(sealed: string, principalId: string): string {
    const bytes = Buffer.from(sealed, 'base64')
    try {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(principalId))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      )
    } catch {
      throw failedPrecondition('the secret of the second factor is not one that this server gave to you: begin again')
    }
  }

  return {
    async newSecret(principalId) {
      // Loaded when a second factor is used: many people have none.
      const { generateSecret } = await import('otplib')
      return seal(generateSecret(), principalId)
    },
    async setUp(sealed, { principalId, email }) {
      const { generateURI } = await import('otplib')
      const secret = open(sealed, principalId)
      return { secret, address: generateURI({ issuer: ISSUER, label: email, secret }) }
    },
    async stepOf(sealed, principalId, { code, after }) {
      const token = code.replaceAll(/\s/g, '')
      const epoch = Math.floor(Date.parse(clock.now()) / 1000)
      // No step within the tolerance is newer than the one that was used, as after the clock was set back.
      const isPast = after !== null && after >= Math.floor((epoch + TOLERANCE_SECONDS) / STEP_SECONDS)
      if (!CODE.test(token) || isPast) return undefined
      const { verify } = await import('otplib')
      const result = await verify({
        secret: open(sealed, principalId),
        token,
        epoch,
        epochTolerance: TOLERANCE_SECONDS,
        ...(after === null ? {} : { afterTimeStep: after }),
      })
      return result.valid && 'timeStep' in result ? result.timeStep : undefined
    },
    hashRecoveryCode: (code, principalId) =>
      keyedHash(serverKey, 'recovery-code', principalId, bare(code)).toString('hex'),
  }
}

const RECOVERY_CODES = 10
// 80 random bits: a fast hash is enough.
const RECOVERY_BYTES = 10
// Crockford's alphabet: none of its characters looks like another.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

export const newRecoveryCodes: NewRecoveryCodes = () => Array.from({ length: RECOVERY_CODES }, newRecoveryCode)

function newRecoveryCode(): string {
  const bits = BigInt(`0x${randomBytes(RECOVERY_BYTES).toString('hex')}`)
  const signs = Array.from(
    { length: (RECOVERY_BYTES * 8) / 5 },
    (_, place) => ALPHABET[Number((bits >> BigInt(5 * place)) & 31n)],
  )
  return (signs.join('').match(/.{4}/g) ?? []).join('-')
}

/** The code without what differs in how people type it: case, spaces, hyphens and characters that look alike. */
const bare = (code: string) => code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
