// What builds are compared with: node:http alone, which reads the requests of a build and answers them from memory. Forked like
// bare-server.ts.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BareAnswer } from './bare-server.ts'
import { kindOfRequest } from './build-sequence.ts'

/** The responses by the kind of request. */
export type BareBuilds = Readonly<Record<string, BareAnswer & { readonly status: number }>>

process.once('message', (recorded: BareBuilds) => {
  const answers = new Map(
    Object.entries(recorded).map(([kind, answer]) => [kind, { ...answer, bytes: Buffer.from(answer.body) }]),
  )
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      const answer = answers.get(kindOfRequest(request.method ?? '', request.url ?? '', text))
      response.writeHead(answer?.status ?? 500, answer?.headers)
      response.end(answer?.bytes)
    })
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.once('disconnect', () => process.exit())
})
