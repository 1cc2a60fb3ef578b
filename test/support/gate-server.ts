// The gate alone on a socket, in plain HTTP, in front of a router that the test provides.
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { type Logger, pino } from 'pino'
import type { ConnectionLimits } from '../../src/http/gate/connections.ts'
import { type BrokenRequest, createGate } from '../../src/http/gate/gate.ts'
import { listenOnOtherAddresses } from '../../src/http/gate/listen-on-other-addresses.ts'
import { type Line, openConnection, type RawConnection } from './raw-socket.ts'
import { manualSeconds } from './seconds.ts'

export interface GateSetting {
  readonly connections: ConnectionLimits
  readonly trustedProxies: readonly string[]
  /** The address that the server itself listens on. */
  readonly host: string
  readonly port: number
  /** A host name on whose other addresses the server listens as well. */
  readonly beside: string
  readonly log: Logger
  readonly router: (request: IncomingMessage, response: ServerResponse) => void
}

export interface GateServer extends Line {
  readonly port: number
  readonly pass: (seconds: number) => void
  /**
   * Opens a connection to the server, possibly from another address or to another address of the server; it is closed
   * when the test ends.
   */
  readonly open: (differently?: Partial<Line>) => Promise<RawConnection>
  /** Resolves when the server no longer accepts connections and all open ones have closed. */
  readonly stop: () => Promise<void>
}

const usual: GateSetting = {
  connections: { inAll: 100, perAddress: 100 },
  trustedProxies: [],
  host: '127.0.0.1',
  port: 0,
  beside: '127.0.0.1',
  log: pino({ level: 'silent' }),
  router: (_request, response) => response.end('heard'),
}

/** Starts a server that is stopped when the test ends. */
export async function startGate(t: TestContext, unusual: Partial<GateSetting>): Promise<GateServer> {
  const { connections, trustedProxies, host, port, beside, log, router } = { ...usual, ...unusual }
  const { everySecond, pass } = manualSeconds()
  const gate = createGate({ tls: null, connections, trustedProxies, everySecond, log })
  const server = gate.serverFor(router)
  server.on('clientError', (error: BrokenRequest, socket: Socket) => {
    gate.refuseBroken(error, socket)
  })
  await once(server.listen({ host, port }), 'listening')
  const ears = await listenOnOtherAddresses(server, { host: beside, reusePort: false }, true)
  const address = server.address() as AddressInfo
  const stop = async () => {
    gate.letGo()
    const closed = server.listening ? once(server.close(), 'close') : undefined
    await Promise.all([closed, ears.close()])
    gate.close()
  }
  const line: Line = { url: `http://${host}:${address.port}`, ca: '' }
  const opened: RawConnection[] = []
  t.after(async () => {
    for (const connection of opened) connection.vanish()
    server.closeAllConnections()
    await stop()
  })
  return {
    ...line,
    port: address.port,
    pass,
    open: async (differently = {}) => {
      const connection = await openConnection({ ...line, ...differently })
      opened.push(connection)
      return connection
    },
    stop,
  }
}
