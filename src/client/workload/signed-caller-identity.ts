import { AwsV4Signer } from 'aws4fetch'
import type { WorkloadPlace } from './workload-place.ts'

interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

const METADATA = 'http://169.254.169.254/latest'
const CONTAINER = 'http://169.254.170.2'
const MEANT_FOR = 'x-hcp-workload-identity-provider'

/** Signs a GetCallerIdentity request to AWS without sending it: the server sends it (hcp-sdk-go auth/workload/aws.go). */
export async function signedCallerIdentity(resourceName: string, place: WorkloadPlace): Promise<object> {
  const { region, credentials } = await whereAndWho(place)
  // The regions in China have a domain of their own.
  const host = `sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
  const signer = new AwsV4Signer({
    ...credentials,
    method: 'POST',
    url: `https://${host}/?Action=GetCallerIdentity&Version=2011-06-15`,
    headers: { [MEANT_FOR]: resourceName },
    service: 'sts',
    region,
  })
  const { method, url, headers } = await signer.sign()
  return { method, url: url.href, headers: { ...Object.fromEntries(headers), host } }
}

async function whereAndWho({ variables, fetch }: WorkloadPlace) {
  const saidRegion = variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION']
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: sessionToken } = variables
  if (id && secret) {
    if (!saidRegion) throw new TypeError('AWS_REGION is not set')
    return {
      region: saidRegion,
      credentials: { accessKeyId: id, secretAccessKey: secret, ...(sessionToken && { sessionToken }) },
    }
  }
  const relative = variables['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI']
  const container = relative ? CONTAINER + relative : variables['AWS_CONTAINER_CREDENTIALS_FULL_URI']
  const get = async (url: string, headers: Readonly<Record<string, string>>) => {
    const answer = await fetch(url, { headers })
    if (!answer.ok) throw new TypeError(`${url}, where AWS keeps credentials, answered ${answer.status}`)
    return answer.text()
  }
  if (container) {
    if (!saidRegion) throw new TypeError('AWS_REGION is not set')
    const authorization = variables['AWS_CONTAINER_AUTHORIZATION_TOKEN']
    return {
      region: saidRegion,
      credentials: credentialsIn(await get(container, authorization ? { authorization } : {})),
    }
  }
  const session = await fetch(`${METADATA}/api/token`, {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '300' },
  })
  const headers = { 'x-aws-ec2-metadata-token': await session.text() }
  const role = (await get(`${METADATA}/meta-data/iam/security-credentials/`, headers)).trim()
  const credentials = credentialsIn(await get(`${METADATA}/meta-data/iam/security-credentials/${role}`, headers))
  return { region: saidRegion ?? (await get(`${METADATA}/meta-data/placement/region`, headers)).trim(), credentials }
}

function credentialsIn(text: string): AwsCredentials {
  const { AccessKeyId, SecretAccessKey, Token } = JSON.parse(text) as Readonly<Record<string, string | undefined>>
  if (!AccessKeyId || !SecretAccessKey) throw new TypeError('AWS has answered without credentials')
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, ...(Token && { sessionToken: Token }) }
}
