// Sends what stock clients send, byte for byte, and checks every response against the contract: against the operation
// that the contract, not the server, has at that address.
import assert from 'node:assert/strict'
import type { Answer, Client, Json, Server } from './client.ts'
import { contractOperations } from './contract.ts'

export interface RawRequest {
  readonly method: string
  /** Below the registry's `/packer/2023-01-01/organizations/…/projects/…`, unless it begins with `//`: then it is the whole path. */
  readonly path: string
  readonly body?: string
}

export type Raw = (request: RawRequest) => Promise<Answer>

const patterns = [...contractOperations.values()].map((operation) => ({
  operation,
  // More literal letters first: `/runtasks/config` before `/runtasks/{task_type}`.
  literals: operation.path.replace(/\{[^}]+\}/g, '').length,
  pattern: new RegExp(`^${operation.path.replaceAll('.', String.raw`\.`).replace(/\{[^}]+\}/g, '[^/]+')}$`),
}))
patterns.sort((one, other) => other.literals - one.literals)

/** `sourceChannel` is the client's name for itself: `packer/1.16.0`. */
export function rawClient(client: Client, { organizationId, projectId }: Server, sourceChannel: string): Raw {
  const base = `/packer/2023-01-01/organizations/${organizationId}/projects/${projectId}`
  return async ({ method, path, body }) => {
    const whole = path.startsWith('//') ? path.slice(1) : base + path
    const headers = {
      'x-hcp-source-channel': `${sourceChannel} hcp-go-sdk/0.174.0`,
      'user-agent': 'Go-http-client/1.1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const answer = await client.send({ method, path: whole, headers, ...(body === undefined ? {} : { body }) })
    const [bare = ''] = whole.split('?')
    const { operation } =
      patterns.find((entry) => entry.operation.method === method && entry.pattern.test(bare)) ??
      assert.fail(`the contract has no ${method} ${bare}`)
    assert.match(String(answer.headers['content-type']), /^application\/json/)
    assert.deepEqual(
      operation.check(answer.status, answer.body),
      [],
      `${method} ${bare}: ${JSON.stringify(answer.body)}`,
    )
    return answer
  }
}

/** The body of a response that must be a success. */
export async function succeeded(answer: Promise<Answer>): Promise<Json> {
  const { status, body } = await answer
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
