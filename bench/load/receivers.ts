// Who is told by webhooks, in a process of its own: accepts whatever comes, and tells how much that was when it is asked.
// Forked like bare-server.ts.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let accepted = 0
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    accepted += 1
    response.end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('message', () => process.send?.(accepted))
process.once('disconnect', () => process.exit())
