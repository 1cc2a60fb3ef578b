import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UnreachableError } from '../../../client/api-error.ts'
import { type BrowserLogin, redeemBrowserCode } from '../../../client/browser-login.ts'
import { ClientFailure } from '../client-failure.ts'
import type { Fetch } from '../../../client/fetch.ts'

/** The name that the server's consent page shows. */
const CLIENT_ID = 'assay'
const PATH = '/callback'
const PATIENCE_MS = 5 * 60_000

interface Endpoint {
  readonly authUrl: string
  readonly fetch: Fetch
}

interface Manner {
  /** Whether to open a browser in addition to printing the address. */
  readonly isOpened: boolean
  readonly signal: AbortSignal
}

/**
 * Lets this program act as a person. The person's browser goes to the server and returns with a code to a port of this machine (RFC 8252
 * 7.3); only the holder of the verifier can redeem the code (RFC 7636).
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
      // A request without the state did not come from the server that the browser was sent to.
      if (asked?.pathname !== PATH || asked.searchParams.get('state') !== state) {
        response.writeHead(404).end()
        return
      }
      const found = asked.searchParams.get('code')
      answer(response, found !== null)
      if (found !== null) resolve(found)
      else reject(new ClientFailure('unauthenticated', `the login was not allowed: ${reasonIn(asked.searchParams)}`))
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
    process.stderr.write(`Allow the login in your browser within five minutes:\n\n  ${address.href}\n\n`)
    if (isOpened) openBrowser(address.href)
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
    limit.addEventListener('abort', () => {
      reject(new ClientFailure('unauthenticated', 'the login was not allowed in time: run assay login again'))
    })
    return await redeemBrowserCode(endpoint, { clientId: CLIENT_ID, code: await code, redirectUri, verifier })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** Comes before the browser is opened, because a browser may trust a certificate that this program does not. */
async function requireAnswer({ authUrl, fetch }: Endpoint, signal: AbortSignal): Promise<void> {
  try {
    await (await fetch(authUrl, { redirect: 'manual', signal })).arrayBuffer()
  } catch (cause) {
    signal.throwIfAborted()
    throw new UnreachableError(`${authUrl} cannot be reached`, { cause })
  }
}

const reasonIn = (answered: URLSearchParams): string =>
  answered.get('error_description') ?? answered.get('error') ?? 'the server gave no reason'

function answer(response: ServerResponse, isGood: boolean): void {
  const words = isGood ? 'You are logged in.' : 'You are not logged in.'
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', connection: 'close' })
    .end(`<!doctype html><title>assay login</title><p>${words} You may close this page.</p>`)
}

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // Not one of cmd's own commands: cmd would act on an ampersand in the address.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** There may be no browser, so errors are ignored: the address is printed as well. */
function openBrowser(address: string): void {
  const [program, ...words] = openers[process.platform] ?? ['xdg-open']
  spawn(program, [...words, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}
