import { createHmac } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Ask, OutboundFailure } from '../../machine/outbound/outbound-client.ts'
import type { BatchOutcome, SenderOf, StreamTarget } from './send-batch.ts'

const compress = promisify(gzip)

/** Less than `PATIENCE_MS`. */
const MILLISECONDS = 12_000
/** The most that is read of a response. */
const ANSWER_BYTES = 4096

interface Post {
  readonly url: string
  readonly type: string
  readonly text: string
  readonly isGzipped: boolean
  readonly headers: (body: Uint8Array) => Readonly<Record<string, string>>
  /** The outcome that an accepting response states, by the beginning of its body. */
  readonly accepted: (answer: Buffer) => BatchOutcome
}

/** Posts a text, which a status of 2xx accepts. */
export async function post(ask: Ask, { url, type, text, isGzipped, headers, accepted }: Post): Promise<BatchOutcome> {
  const plain = Buffer.from(text)
  const body = isGzipped ? await compress(plain) : plain
  try {
    const { status, body: answer } = await ask({
      method: 'POST',
      url,
      plainHttp: true,
      goesOn: true,
      headers: {
        'Content-Type': type,
        'Content-Length': String(body.byteLength),
        'User-Agent': 'Assay-Stream',
        ...(isGzipped ? { 'Content-Encoding': 'gzip' } : {}),
        ...headers(body),
      },
      body,
      milliseconds: MILLISECONDS,
      bytes: ANSWER_BYTES,
      beginning: true,
    })
    return status >= 200 && status < 300
      ? accepted(answer)
      : { accepted: false, why: `answered with the status ${status}` }
  } catch (error) {
    if (error instanceof OutboundFailure) return { accepted: false, why: error.publicReason }
    throw error
  }
}

/** The config of streams of the kinds http and otel. */
export interface HttpConfig {
  readonly url: string
  readonly gzip: boolean
  /** How the secret is sent: in a header, or as the key of a signature; null for no secret. */
  readonly secretIn: 'bearer' | 'signature' | { readonly header: string } | null
}

export const SIGNATURE = 'X-Assay-Signature'

export const secretHeaders =
  ({ config, secret }: StreamTarget) =>
  (body: Uint8Array): Readonly<Record<string, string>> => {
    const { secretIn } = config as unknown as HttpConfig
    if (secretIn === null || secret === '') return {}
    if (secretIn === 'bearer') return { Authorization: `Bearer ${secret}` }
    if (secretIn === 'signature')
      return { [SIGNATURE]: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }
    return { [secretIn.header]: secret }
  }

/** A line of JSON for each entry. */
export const linesOf = (entries: readonly { readonly entry: object }[]): string =>
  entries.map(({ entry }) => `${JSON.stringify(entry)}\n`).join('')

export const httpSender =
  (ask: Ask): SenderOf =>
  (target) => {
    const { url, gzip: isGzipped } = target.config as unknown as HttpConfig
    const headers = secretHeaders(target)
    const accepted = () => ({ accepted: true }) as const
    return (entries) =>
      post(ask, { url, type: 'application/x-ndjson', text: linesOf(entries), isGzipped, headers, accepted })
  }
