import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'

export interface OtherListeners {
  /** Accepts no more connections, and waits until the open ones have closed. */
  close(): Promise<void>
}

/**
 * A host name may have several addresses, as `localhost` has 127.0.0.1 and ::1, but Node listens only on the first. This passes
 * connections to the other addresses on to the same server, and skips addresses that cannot be listened on.
 */
export async function listenOnOtherAddresses(
  server: Server,
  { host, reusePort }: { readonly host: string; readonly reusePort: boolean },
  allowHalfOpen: boolean,
): Promise<OtherListeners> {
  const { address: first, port } = server.address() as AddressInfo
  const addresses = await lookup(host, { all: true })
  const others = [...new Set(addresses.map(({ address }) => address))].filter((address) => address !== first)
  const listeners = await Promise.all(
    others.map(async (address) => {
      const listener = createServer({ allowHalfOpen, noDelay: true }, (socket) => server.emit('connection', socket))
      try {
        await once(listener.listen({ host: address, port, reusePort }), 'listening')
        return [listener]
      } catch {
        return []
      }
    }),
  )
  return {
    close: async () => {
      await Promise.all(
        listeners.flat().map(async (listener) => {
          listener.close()
          await once(listener, 'close')
        }),
      )
    },
  }
}
