import { readFile } from 'node:fs/promises'
import { NOT_SENT } from '../../../domain/record/stream/destination.ts'
import type { Refused } from './ask-receiver.ts'
import type { Access, AskAws } from './ask-aws.ts'
import { askSts } from './ask-sts.ts'

/** The identity of this server in AWS: a key, or a role that its platform vouches for by a token in a file. Null for none. */
export type OwnIdentity =
  | ({ readonly kind: 'key' } & Access)
  | {
      readonly kind: 'web-identity'
      readonly tokenFile: string
      readonly roleArn: string
      readonly sessionName: string
    }
  | null

const NOBODY = `${NOT_SENT}: this registry is nobody to AWS. Whoever runs it sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, of somebody who may assume the role`

/** The server's own credentials in a region. The token is read each time, because the platform replaces it in the file. */
export async function ownAccess(askAws: AskAws, own: OwnIdentity, region: string): Promise<Access | Refused> {
  if (own === null) return { accepted: false, why: NOBODY }
  if (own.kind === 'key') return own
  const { tokenFile, roleArn, sessionName } = own
  const token = await readFile(tokenFile, 'utf8').catch(unreadable)
  if (typeof token !== 'string') return token
  const question = { RoleArn: roleArn, RoleSessionName: sessionName, WebIdentityToken: token.trim() }
  const granted = await askSts(askAws, { action: 'AssumeRoleWithWebIdentity', question, region, access: null })
  return 'accepted' in granted ? granted : granted.access
}

/** Shown to whoever set up the destination, who must not see paths of the server. */
const unreadable = ({ code = 'unreadable' }: NodeJS.ErrnoException): Refused => ({
  accepted: false,
  why: `${NOT_SENT}: the token of this registry's own role cannot be read (${code}). Whoever runs it looks at the file that AWS_WEB_IDENTITY_TOKEN_FILE names`,
})
