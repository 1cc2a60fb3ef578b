import { at, type Refused } from './ask-receiver.ts'
import type { Access, AskAws } from './ask-aws.ts'

export interface Granted {
  readonly access: Access
  /** In milliseconds since the epoch. */
  readonly until: number
}

interface RoleQuestion {
  readonly action: 'AssumeRole' | 'AssumeRoleWithWebIdentity'
  readonly question: Readonly<Record<string, string>>
  readonly region: string
  readonly access: Access | null
}

/** Asks STS for the temporary credentials of a role. */
export async function askSts(
  askAws: AskAws,
  { action, question, region, access }: RoleQuestion,
): Promise<Granted | Refused> {
  const body = new URLSearchParams({ Action: action, Version: '2011-06-15', ...question }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  const answer = await askAws({ service: 'sts', region, headers, body, access })
  if ('accepted' in answer) return answer
  const credentials = at(answer.said, `${action}Response`, `${action}Result`, 'Credentials')
  const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map((name) =>
    at(credentials, name),
  )
  const isAccess = typeof accessKeyId === 'string' && typeof secretAccessKey === 'string'
  if (!isAccess || typeof sessionToken !== 'string')
    return { accepted: false, why: 'answered as AWS STS does not: there are no credentials in it' }
  return { access: { accessKeyId, secretAccessKey, sessionToken }, until: momentOf(at(credentials, 'Expiration')) }
}

/** A JSON response has seconds since the epoch; other formats are documented to have a date. */
const momentOf = (expiration: unknown): number =>
  typeof expiration === 'number' ? expiration * 1000 : Date.parse(String(expiration)) || 0
