import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../../domain/clock.ts'
import type { CloudWatchTarget } from '../../../domain/record/stream/target.ts'
import type { Refused } from './ask-receiver.ts'
import type { Access, AskAws } from './ask-aws.ts'
import { askSts, type Granted } from './ask-sts.ts'
import { ownAccess, type OwnIdentity } from './own-access.ts'

type Role = Pick<CloudWatchTarget, 'roleArn' | 'externalId' | 'region'>
export interface Roles {
  readonly assume: (role: Role) => Promise<Access | Refused>
  /** Discards the credentials, so that the role is assumed again the next time. */
  readonly forget: (role: Role) => void
}

export interface RolesParts {
  readonly askAws: AskAws
  readonly own: OwnIdentity
  readonly clock: Clock
}

const MOST = 100
/** Allows for the time that a batch takes, and for clocks that differ. */
const EARLY_MS = 5 * 60_000
/** The session name, which shows in AWS who assumed the role. */
const SESSION = 'assay-log-streaming'

/** Assumes the roles of destinations. Credentials are kept, and asked for again shortly before they expire. */
export function rolesOf({ askAws, own, clock }: RolesParts): Roles {
  const known = new LRUCache<string, Granted>({ max: MOST })
  return {
    async assume(role) {
      const held = known.get(keyOf(role))
      if (held !== undefined && held.until - EARLY_MS > Date.parse(clock.now())) return held.access
      const access = await ownAccess(askAws, own, role.region)
      if ('accepted' in access) return access
      const question = { RoleArn: role.roleArn, RoleSessionName: SESSION, ExternalId: role.externalId }
      const granted = await askSts(askAws, { action: 'AssumeRole', question, region: role.region, access })
      if ('accepted' in granted) return granted
      known.set(keyOf(role), granted)
      return granted.access
    },
    forget: (role) => {
      known.delete(keyOf(role))
    },
  }
}

const keyOf = ({ roleArn, externalId, region }: Role) =>
  createHash('sha256')
    .update(JSON.stringify([roleArn, externalId, region]))
    .digest('hex')
