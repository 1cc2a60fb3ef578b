// A server in front of a registry that vanishes midway: it passes on a number of changes, and drops every connection after that.
import { readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { httpsServer } from './https-server.ts'
import type { Variables } from './command.ts'
import type { TestRegistry } from './registry.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface VanishingFront {
  /** The changes passed on since it last appeared, by method and last segment of the path. */
  readonly changes: readonly string[]
  /** The variables that point clients at this server instead of the registry. */
  readonly env: Variables
  /** Makes the server available for this many changes. The last of them is made, but not answered. */
  readonly appear: (changes: number) => void
  /** The same, but afterwards the server leaves requests without a response; resolves once one is waiting. */
  readonly fallSilentAfter: (changes: number) => Promise<void>
  /** The same, but afterwards the server responds to every request with this status. */
  readonly refuseAfter: (changes: number, status: number) => void
  /**
   * Makes the server available, and runs `act` before it passes on the nth occurrence of this request, such as `GET builds` (`PATCH` for
   * the update of a build).
   */
  readonly meanwhile: (request: string, time: number, act: () => Promise<unknown>) => void
}

export async function vanishingFront(t: TestContext, registry: TestRegistry): Promise<VanishingFront> {
  const ca = await readFile(registry.caFile, 'utf8')
  const changes: string[] = []
  let left = 0
  let waiting: (() => void) | null = null
  let refusal: number | null = null
  let event: { readonly request: string; left: number; readonly act: () => Promise<unknown> } | null = null
  function happen(asked: IncomingMessage, answer: ServerResponse): void {
    const name = asked.method === 'PATCH' ? 'PATCH' : `${asked.method} ${asked.url?.split('?')[0]?.split('/').at(-1)}`
    if (event === null || event.request !== name || --event.left > 0) {
      pass(asked, answer)
      return
    }
    const { act } = event
    event = null
    act().then(
      () => {
        pass(asked, answer)
      },
      (error: unknown) => asked.socket.destroy(error as Error),
    )
  }
  function pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method = '', url = '', headers } = asked
    const isChange = method !== 'GET' && !url.includes('/oauth2/')
    if (left === 0) {
      // A delay that no client waits for before it retries.
      if (refusal !== null) answer.writeHead(refusal, { 'retry-after': '3600' }).end()
      else if (waiting === null) asked.socket.destroy()
      else waiting()
      return
    }
    if (isChange) {
      changes.push(`${method} ${url.split('/').at(-1) ?? ''}`)
      left -= 1
    }
    const isLast = left === 0 && waiting === null && refusal === null
    const { host, hostname, port } = new URL(registry.url)
    const onward = request({ hostname, port, path: url, method, ca, headers: { ...headers, host } }, (answered) => {
      answered.on('end', () => {
        if (isLast) asked.socket.destroy()
      })
      if (isLast) answered.resume()
      else answered.pipe(answer.writeHead(answered.statusCode ?? 0, answered.headers))
    })
    asked.pipe(onward)
  }
  const { port, authority } = await httpsServer(t, ['localhost'], happen)
  const authorityFile = join(await temporaryFolder(t), 'authority.pem')
  await writeFile(authorityFile, authority)
  return {
    changes,
    env: {
      HCP_API_ADDRESS: `127.0.0.1:${port}`,
      HCP_AUTH_URL: `https://127.0.0.1:${port}`,
      SSL_CERT_FILE: authorityFile,
    },
    appear(count) {
      changes.length = 0
      left = count
      waiting = null
      refusal = null
    },
    meanwhile(request, time, act) {
      left = Infinity
      waiting = null
      refusal = null
      event = { request, left: time, act }
    },
    fallSilentAfter(count) {
      changes.length = 0
      left = count
      refusal = null
      return new Promise((resolve) => {
        waiting = resolve
      })
    },
    refuseAfter(count, status) {
      changes.length = 0
      left = count
      refusal = status
    },
  }
}
