// A connection to a server that a test can stall, as a network that drops everything does, or cut.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** Stops passing this on, without notifying either side. */
  readonly hold: (what: 'everything' | 'answers') => void
  /** Passes on what was stalled, and everything that follows. */
  readonly release: () => void
  /** Ends every connection, in the middle of a message if need be; new ones are accepted. */
  readonly cut: () => void
  readonly close: () => Promise<void>
}

/** Starts a proxy on a free port of this machine, for the server that listens on this path. */
export async function startTcpProxy(path: string): Promise<TcpProxy> {
  const lines = new Map<Socket, Socket>()
  let held: 'everything' | 'answers' | 'nothing' = 'nothing'

  function apply(near: Socket, far: Socket): void {
    if (held === 'everything') near.pause()
    else near.resume()
    if (held === 'nothing') far.resume()
    else far.pause()
  }
  const applyToAll = () => {
    for (const [near, far] of lines) apply(near, far)
  }
  function join(from: Socket, to: Socket): void {
    from.on('data', (bytes) => to.write(bytes))
    from.on('error', () => undefined)
    from.on('close', () => to.destroy())
  }
  const server = createServer((near) => {
    const far = connect(path)
    lines.set(near, far)
    near.on('close', () => lines.delete(near))
    join(near, far)
    join(far, near)
    apply(near, far)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    hold: (what) => {
      held = what
      applyToAll()
    },
    release: () => {
      held = 'nothing'
      applyToAll()
    },
    cut: () => {
      for (const near of lines.keys()) near.resetAndDestroy()
    },
    close: async () => {
      for (const near of lines.keys()) near.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
