// One log line for each request, which its reader must be able to trust.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { logTo } from '../../src/log/log.ts'
import { databases } from '../support/databases.ts'
import { ask } from '../support/raw-socket.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

const [database = assert.fail('there is no database')] = databases()

for (const logFormat of ['json', 'text'] as const)
  describe(`the log of requests in ${logFormat}`, { timeout: 60_000 }, () => {
    let registry: TestRegistry
    let written = ''
    before(async () => {
      const log = logTo({ write: (line) => (written += line) }, { logLevel: 'info', logFormat })
      registry = await startRegistry(database, { log })
    })
    after(() => registry.close())

    const linesOf = async (...headers: readonly string[]): Promise<readonly string[]> => {
      const base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
      const authorization = `Authorization: Bearer ${await registry.token('viewer')}`
      written = ''
      const lines = [`GET ${base}/buckets HTTP/1.1`, 'Host: localhost', authorization, ...headers]
      assert.equal((await ask(registry, Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'))).status, 200)
      // The line is written once the response has been sent; the response to another request comes after that.
      await registry.anonymous.send({ method: 'GET', path: '/healthz' })
      return written.split('\n').filter((line) => line.includes('ListBuckets'))
    }

    test('has no control character of a header, and one line', async () => {
      const [line = '', ...others] = await linesOf(
        'X-HCP-Source-Channel: packer/1.15.0\t\x80\x9b2J\x9d0;title\x9c\xad end',
      )
      assert.deepEqual(others, [])

      assert.doesNotMatch(line.replaceAll(/\x1b\[\d+m/g, ''), /[\0-\x1f\x7f-\x9f]/)
      assert.match(line, /packer\/1\.15\.0\\+u0009\\+u0080\\+u009b2J/)
    })

    test('names the client id whose secret was wrong, and nothing that may be a secret', async () => {
      const clientId = `assay-${'0f'.repeat(16)}`
      const secret = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF'
      const ask401 = async (id: string): Promise<string> => {
        written = ''
        const body = `grant_type=client_credentials&client_id=${id}&client_secret=wrong`
        const head = ['POST /oauth2/token HTTP/1.1', 'Host: localhost', `Content-Length: ${body.length}`]
        const type = 'Content-Type: application/x-www-form-urlencoded'
        const request = `${[...head, type].join('\r\n')}\r\n\r\n${body}`
        assert.equal((await ask(registry, Buffer.from(request, 'latin1'))).status, 401)
        return written.split('\n').find((line) => line.includes('no access token issued: wrong credentials')) ?? ''
      }
      assert.ok((await ask401(clientId)).includes(clientId))
      const line = await ask401(secret)
      assert.ok(line.includes('not one of this registry') && !line.includes(secret), line)
    })

    test('has the beginning of a header that is long', async () => {
      const [line = ''] = await linesOf(`X-HCP-Source-Channel: ${'x'.repeat(8000)}`)
      assert.ok(line.length < 800, `${line.length} characters`)
      assert.match(line, /x{200}…/)
    })
  })
