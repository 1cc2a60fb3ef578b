// The services that an audit log is streamed to: one HTTPS server on loopback that acts as Splunk's HTTP Event Collector, Datadog's log
// intake, AWS STS and CloudWatch Logs, as their documentation describes them, and records what it accepted.
import { lookup } from 'node:dns'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { type Ask, outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import type { Json } from './client.ts'
import { type FakeAws, fakeAws } from './fake-aws.ts'
import { httpsServer } from './https-server.ts'

export const HEC_TOKEN = '11111111-2222-3333-4444-555555555555'
export const DD_API_KEY = '0123456789abcdef0123456789abcdef'

/** One request that was accepted. */
export interface Taken {
  readonly headers: IncomingMessage['headers']
  /** The length of its body, decompressed. */
  readonly bytes: number
  readonly events: readonly Json[]
}

export interface LogServices {
  readonly splunk: string
  readonly datadog: string
  readonly aws: FakeAws
  /** The requests that Splunk and Datadog accepted. */
  readonly taken: Readonly<Record<'splunk' | 'datadog', Taken[]>>
  /** Makes the service give this response until it is set again; null restores its own. */
  readonly answer: (service: 'splunk' | 'datadog', how: Answer | null) => void
  /** The client by which a registry calls other servers, these among them. */
  readonly ask: Ask
  readonly close: () => void
}

export interface Answer {
  readonly status: number
  readonly body: string
}

export async function startLogServices(): Promise<LogServices> {
  const taken: LogServices['taken'] = { splunk: [], datadog: [] }
  const answers = new Map<string, Answer>()
  const closing: (() => void)[] = []
  const test = {
    after: (close: () => void) => {
      closing.push(close)
    },
  }
  const services: Readonly<Record<string, (request: IncomingMessage, body: Buffer) => Answer>> = {
    '/services/collector/event': ({ headers }, body) => answers.get('splunk') ?? takenBySplunk(headers, body),
    '/api/v2/logs': ({ headers }, body) => answers.get('datadog') ?? takenByDatadog(headers, body),
    '/sts': (request, body) => aws.sts(request, body.toString()),
    '/logs': (request, body) => aws.logs(request, body.toString()),
  }
  const { port, authority } = await httpsServer(test, ['localhost'], (request, response) => {
    void buffer(request).then((body) => {
      const service = services[request.url ?? '']
      write(response, service?.(request, body) ?? { status: 404, body: 'nothing is here' })
    })
  })
  const at = (path: string) => `https://localhost:${port}${path}`
  const aws = fakeAws({ logs: at('/logs'), sts: at('/sts') })

  function takenBySplunk(headers: IncomingMessage['headers'], body: Buffer): Answer {
    if (headers.authorization !== `Splunk ${HEC_TOKEN}`)
      return { status: 403, body: '{"text":"Invalid token","code":4}' }
    if (body.length > 1_000_000) return { status: 413, body: '{"text":"Request entity too large","code":27}' }
    taken.splunk.push({
      headers,
      bytes: body.length,
      events: body
        .toString()
        .split('\n')
        .map((line) => JSON.parse(line)),
    })
    return { status: 200, body: '{"text":"Success","code":0}' }
  }

  function takenByDatadog(headers: IncomingMessage['headers'], body: Buffer): Answer {
    if (headers['dd-api-key'] !== DD_API_KEY)
      return {
        status: 403,
        body: '{"errors":[{"status":"403","title":"Forbidden","detail":"API key is missing or invalid"}]}',
      }
    const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
    const events = JSON.parse(text.toString()) as Json[]
    if (text.length > 5_000_000 || events.length > 1000)
      return { status: 413, body: '{"errors":[{"detail":"too large"}]}' }
    taken.datadog.push({ headers, bytes: text.length, events })
    return { status: 202, body: '{}' }
  }

  return {
    splunk: at('/services/collector/event'),
    datadog: at('/'),
    aws,
    taken,
    answer: (service, how) => {
      if (how === null) answers.delete(service)
      else answers.set(service, how)
    },
    ask: outboundClient({ allowed: ['127.0.0.0/8', '::1'], authorities: [authority], lookup }),
    close: () => {
      for (const close of closing) close()
    },
  }
}

function write(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}
