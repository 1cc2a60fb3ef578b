// A file of credentials as people use it: sourced by a shell. Tests ask whether it still gets a token.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The variables that a shell has after sourcing the file. */
export async function sourced(file: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run('sh', ['-c', '. "$0" && env', file], { env: {} })
  return new Map(stdout.split('\n').map((line) => line.split(/=(.*)/s, 2) as [string, string]))
}

/** Whether a server issues a token for these credentials: the server that the file names, unless another is given. */
export async function canLogIn(file: string, url?: string): Promise<boolean> {
  const variables = await sourced(file)
  const value = (name: string) => variables.get(name) ?? ''
  const token = request(new URL('/oauth2/token', url ?? value('HCP_AUTH_URL')), {
    method: 'POST',
    ca: await readFile(value('SSL_CERT_FILE')),
    auth: `${value('HCP_CLIENT_ID')}:${value('HCP_CLIENT_SECRET')}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' },
  }).end('grant_type=client_credentials')
  const [answer] = await (once(token, 'response') as Promise<[IncomingMessage]>)
  await text(answer)
  return answer.statusCode === 200
}
