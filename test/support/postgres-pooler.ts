// A minimal connection pooler: all clients share one connection to the server, each for one transaction at a time, and see the session
// state that others have left behind.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Pooler {
  readonly port: number
  readonly close: () => Promise<void>
}

/** A whole message of the protocol: its type, its length, its content. */
type Frame = Buffer

/** Splits the received bytes into frames. A client's first message has no type. */
function framesOf(socket: Socket, isClient: boolean, take: (frame: Frame) => void): void {
  let rest = Buffer.alloc(0)
  let isFirst = isClient
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const begin = isFirst ? 0 : 1
      if (rest.length < begin + 4) return
      const end = begin + rest.readInt32BE(begin)
      if (rest.length < end) return
      const frame = rest.subarray(0, end)
      rest = rest.subarray(end)
      isFirst = false
      take(frame)
    }
  })
}

const typeOf = (frame: Frame) => String.fromCharCode(frame[0] ?? 0)
const isIdle = (frame: Frame) => typeOf(frame) === 'Z' && frame[5] === 'I'.charCodeAt(0)
const AUTHENTICATED = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0])

function startup(user: string, database: string): Buffer {
  const parameters = Buffer.from(['user', user, 'database', database, '', ''].join('\0'))
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + parameters.length)
  head.writeInt32BE(196_608, 4)
  return Buffer.concat([head, parameters])
}

/** Starts a pooler on a free port of this machine, for a database of the server that listens on this path. */
export async function startPooler(path: string, user: string, database: string): Promise<Pooler> {
  const far = connect(path)
  const greeting: Frame[] = []
  const waiting = new Map<Socket, Frame[]>()
  const greeted = Promise.withResolvers<undefined>()
  let owner: Socket | null = null
  let isGreeted = false

  function next(): void {
    owner ??= [...waiting].find(([, frames]) => frames.length > 0)?.[0] ?? null
    if (owner === null) return
    for (const frame of waiting.get(owner)?.splice(0) ?? []) far.write(frame)
  }
  framesOf(far, false, (frame) => {
    if (!isGreeted) {
      greeting.push(frame)
      isGreeted = isIdle(frame)
      if (isGreeted) greeted.resolve(undefined)
      return
    }
    owner?.write(frame)
    if (!isIdle(frame)) return
    owner = null
    next()
  })
  far.write(startup(user, database))
  await greeted.promise

  const server = createServer((near) => {
    let isFirst = true
    near.on('error', () => undefined)
    near.on('close', () => waiting.delete(near))
    framesOf(near, true, (frame) => {
      if (isFirst) {
        isFirst = false
        waiting.set(near, [])
        near.write(Buffer.concat([AUTHENTICATED, ...greeting.slice(1)]))
      } else if (typeOf(frame) === 'X') near.end()
      else {
        waiting.get(near)?.push(frame)
        next()
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const near of waiting.keys()) near.destroy()
      far.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
