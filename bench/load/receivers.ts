// The receivers of webhooks, in a process of their own: they accept every message, and report how many there were when asked. Forked like
// bare-server.ts.
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
