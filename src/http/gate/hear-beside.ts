import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'

export interface Ears {
  /** Hears nobody new, and waits for those who were heard. */
  close(): Promise<void>
}

/**
 * A name may stand for several addresses, as `localhost` does for 127.0.0.1 and ::1, and Node listens on the first alone.
 * This brings who connects to the others to the same server, and does without those where nobody can listen.
 */
export async function hearBeside(
  server: Server,
  { host, reusePort }: { readonly host: string; readonly reusePort: boolean },
  allowHalfOpen: boolean,
): Promise<Ears> {
  const { address: first, port } = server.address() as AddressInfo
  const addresses = await lookup(host, { all: true })
  const others = [...new Set(addresses.map(({ address }) => address))].filter((address) => address !== first)
  const ears = await Promise.all(
    others.map(async (address) => {
      const ear = createServer({ allowHalfOpen, noDelay: true }, (socket) => server.emit('connection', socket))
      try {
        await once(ear.listen({ host: address, port, reusePort }), 'listening')
        return [ear]
      } catch {
        return []
      }
    }),
  )
  return {
    close: async () => {
      await Promise.all(
        ears.flat().map(async (ear) => {
          ear.close()
          await once(ear, 'close')
        }),
      )
    },
  }
}
