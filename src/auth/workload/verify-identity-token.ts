import { decodeJwt, errors, jwtVerify } from 'jose'
import type { Clock } from '../../domain/clock.ts'
import { reasonOf } from '../../domain/errors.ts'
import type { IssuerKeys } from './issuer-keys.ts'
import { Unproven } from './unproven.ts'

export type Claims = Readonly<Record<string, unknown>>

export interface IdentityToken {
  /** A JWT as it came. */
  readonly token: string
  /** The issuer that the token must be from. */
  readonly issuer: string
  /** The token must be meant for one of these. */
  readonly audiences: readonly string[]
}

const TOKEN_CHARACTERS = 16 * 1024
/** Signatures that only the holder of a private key can make: with a shared secret, the verifier could sign as well. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
/** Allows for issuers whose clocks are not right. */
const LEEWAY_SECONDS = 30

/**
 * Returns the claims of a token that is from the issuer, has not expired, and is meant for one of these audiences; else throws
 * `Unproven`.
 */
export async function verifyIdentityToken(
  { keys, clock }: { readonly keys: IssuerKeys; readonly clock: Clock },
  { token, issuer, audiences }: IdentityToken,
): Promise<Claims> {
  // Checked before any keys are read: a token of another issuer is refused at once.
  const said = issuerIn(token)
  if (said !== issuer) throw new Unproven(`the token is of ${JSON.stringify(said)}, not of ${issuer}`, stranger)
  try {
    const { payload } = await jwtVerify(token, keys.of(issuer), {
      algorithms: ALGORITHMS,
      issuer,
      audience: [...audiences],
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now()),
      clockTolerance: LEEWAY_SECONDS,
    })
    return payload
  } catch (error) {
    // jose checks claims after the signature, and the time of expiry after the audience.
    const isClaim = error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed
    const isMeant = isClaim && error.reason === 'check_failed' && error.claim !== 'aud'
    const wanted = isClaim && error.claim === 'aud' ? `; it must be one of ${JSON.stringify(audiences)}` : ''
    const reason = `the token of ${issuer} is not good: ${reasonOf(error)}${wanted}`
    throw new Unproven(reason, { isVouchedFor: isMeant, cause: error })
  }
}

const stranger = { isVouchedFor: false }

function issuerIn(token: string): unknown {
  if (token.length > TOKEN_CHARACTERS)
    throw new Unproven(`the token is longer than ${TOKEN_CHARACTERS} characters`, stranger)
  try {
    return decodeJwt(token).iss
  } catch (error) {
    throw new Unproven('the token is no JWT', { ...stranger, cause: error })
  }
}
