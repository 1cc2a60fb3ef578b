import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UnreachableError } from '../../../client/api-error.ts'
import { type BrowserLogin, redeemBrowserCode } from '../../../client/browser-login.ts'
import { ClientFailure } from '../client-failure.ts'
import type { Fetch } from '../../../client/fetch.ts'

/** What the page of the server shows that asks for permission. */
const CLIENT_ID = 'assay'
const PATH = '/callback'
const PATIENCE_MS = 5 * 60_000

interface Endpoint {
  readonly authUrl: string
  readonly fetch: Fetch
}

interface Manner {
  /** Whether a browser is opened, and not only the address told. */
  readonly isOpened: boolean
  readonly signal: AbortSignal
}

/**
 * Has a person let this program act as them: their browser is sent to the server, and comes back with a code to a port of this machine
 * (RFC 8252 7.3), good for whoever has the verifier (RFC 7636).
 */
export async function logInByBrowser(endpoint: Endpoint, { isOpened, signal }: Manner): Promise<BrowserLogin> {
  await requireAnswer(endpoint, signal)
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(16).toString('base64url')
  const server = createServer().listen(0, '127.0.0.1')
  try {
    await once(server, 'listening')
    const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`
    const { promise: code, resolve, reject } = Promise.withResolvers<string>()
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const asked = URL.parse(request.url ?? '/', redirectUri)
      // Whoever does not know the state was not sent by the server that was asked.
      if (asked?.pathname !== PATH || asked.searchParams.get('state') !== state) {
        response.writeHead(404).end()
        return
      }
      const found = asked.searchParams.get('code')
      answer(response, found !== null)
      if (found !== null) resolve(found)
      else reject(new ClientFailure('unauthenticated', `not allowed: ${reasonIn(asked.searchParams)}`))
    })
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const address = new URL('/oauth2/auth', endpoint.authUrl)
    address.search = new URLSearchParams({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: redirectUri,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).toString()
    process.stderr.write(`Allow it in your browser, within five minutes:\n\n  ${address.href}\n\n`)
    if (isOpened) openBrowser(address.href)
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
    limit.addEventListener('abort', () => {
      reject(new ClientFailure('unauthenticated', 'nobody allowed it in time: run assay login again'))
    })
    return await redeemBrowserCode(endpoint, { clientId: CLIENT_ID, code: await code, redirectUri, verifier })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** Before anybody is sent to their browser, which may believe a certificate that this program does not. */
async function requireAnswer({ authUrl, fetch }: Endpoint, signal: AbortSignal): Promise<void> {
  try {
    await (await fetch(authUrl, { redirect: 'manual', signal })).arrayBuffer()
  } catch (cause) {
    signal.throwIfAborted()
    throw new UnreachableError(`${authUrl} cannot be reached`, { cause })
  }
}

const reasonIn = (told: URLSearchParams): string =>
  told.get('error_description') ?? told.get('error') ?? 'the server gave no reason'

function answer(response: ServerResponse, isGood: boolean): void {
  const words = isGood ? 'You are logged in.' : 'You are not logged in.'
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', connection: 'close' })
    .end(`<!doctype html><title>assay login</title><p>${words} You may close this page.</p>`)
}

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // Of cmd's own commands, which do not see what an ampersand means in an address.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Whether there is one is not known: the address is told as well. */
function openBrowser(address: string): void {
  const [program, ...words] = openers[process.platform] ?? ['xdg-open']
  spawn(program, [...words, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}
