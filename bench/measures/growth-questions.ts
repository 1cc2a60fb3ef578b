// What clients request again and again: Packer with every build, Terraform with every plan, people with every look at a list.
import { ask } from '../load/connection.ts'
import { asNew, requestBytes } from '../load/request-bytes.ts'
import type { RunningServer } from '../load/server-process.ts'
import { BUCKET } from '../seed/seed.ts'
import { CHANNEL } from '../seed/seeded-image.ts'

const PAGE = 10
/** The largest possible page. */
const LONG_PAGE = 1000

/** The bytes of each request, by name. None of their responses is cached: only uncached ones get slower as a registry grows. */
export async function growthQuestions(server: RunningServer, versions: number): Promise<ReadonlyMap<string, string>> {
  const ofBucket = `/buckets/${BUCKET}`
  const { channel } = (await read(server, `${ofBucket}/channels/${CHANNEL}`)) as ChannelAnswer
  const deep = await tokenAfter(server, versions / 2)
  const get = (path: string) => bytesOf(server, 'GET', asNew(path))
  return new Map([
    ['a channel', get(`${ofBucket}/channels/${CHANNEL}`)],
    ['a version', get(`${ofBucket}/versions/${channel.version.fingerprint}`)],
    [`the first ${PAGE} versions`, get(`${ofBucket}/versions?pagination.page_size=${PAGE}`)],
    [`${PAGE} versions from the middle`, get(`${ofBucket}/versions?${pageOf(PAGE, deep)}`)],
    ['the channels of a bucket', get(`${ofBucket}/channels`)],
    ['a bucket', get(ofBucket)],
    ['ancestry', get(`${ofBucket}/ancestry`)],
    [
      'a search by external identifier',
      bytesOf(server, 'POST', '/_search/external_artifact', {
        external_identifier: channel.version.builds[0]?.artifacts[0]?.external_identifier,
      }),
    ],
  ])
}

interface ChannelAnswer {
  readonly channel: {
    readonly version: {
      readonly fingerprint: string
      readonly builds: readonly { readonly artifacts: readonly { readonly external_identifier: string }[] }[]
    }
  }
}

interface VersionsAnswer {
  readonly versions: readonly unknown[]
  readonly pagination: { readonly next_page_token: string }
}

const bytesOf = ({ base, token }: RunningServer, method: string, path: string, body?: unknown): string =>
  requestBytes({ method, path: base + path, token, body })

const pageOf = (size: number, token: string): string =>
  `pagination.page_size=${size}${token === '' ? '' : `&pagination.next_page_token=${encodeURIComponent(token)}`}`

async function read(server: RunningServer, path: string): Promise<unknown> {
  const { status, body } = await ask(server.target, bytesOf(server, 'GET', path))
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${body.toString()}`)
  return JSON.parse(body.toString())
}

/** The token of a page that begins after this many versions, or soon after. */
async function tokenAfter(server: RunningServer, count: number): Promise<string> {
  let token = ''
  for (let seen = 0; seen < count;) {
    const size = Math.min(LONG_PAGE, count - seen)
    const { versions, pagination } = (await read(
      server,
      `/buckets/${BUCKET}/versions?${pageOf(size, token)}`,
    )) as VersionsAnswer
    seen += versions.length
    token = pagination.next_page_token
  }
  return token
}
