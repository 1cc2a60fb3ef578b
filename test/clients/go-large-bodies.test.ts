// Packer uses Go's net/http, which drops a response when its connection breaks while the body is being sent.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { buildGo, hasGo } from './go-program.ts'
import { registryEnvironment } from './registry-environment.ts'
import { type Workspaces, workspaces } from './stock-client.ts'

const [database = assert.fail('there is no database')] = databases()
const skip = hasGo ? false : "there is no go on the PATH: Go's net/http was not asked what it makes of a refusal"

const TIMES = 10
const AT_ONCE = 5
const BUILD = '/buckets/b/versions/f/builds/x'

const tooLarge = [
  {
    what: 'an SBOM of 17 MB',
    method: 'PUT',
    path: `${BUILD}/sboms`,
    bytes: 17_000_000,
    message: 'body: is too large; PackerService_UploadSbom takes at most 16777216 bytes',
  },
  {
    what: 'a build of 5 MB',
    method: 'PATCH',
    path: BUILD,
    bytes: 5_000_000,
    message: 'body: is too large; PackerService_UpdateBuild takes at most 4194304 bytes',
  },
] as const

describe("Go's net/http", { skip, timeout: 120_000 }, () => {
  let directory: string
  let program: string
  let registry: TestRegistry
  let places: Workspaces
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assay-large-'))
    program = join(directory, 'large')
    await buildGo('go-large-bodies', 'build', program)
    registry = await startRegistry(database)
    places = await workspaces({ ...registryEnvironment(registry), TOKEN: await registry.token('contributor') })
  })
  after(async () => {
    await places.remove()
    await registry.close()
    await rm(directory, { recursive: true, force: true })
  })

  for (const { what, method, path, bytes, message } of tooLarge)
    for (const framing of ['announced', 'chunked'])
      test(`is told of the limit whenever it sends ${what}, ${framing}`, async () => {
        const base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
        const place = await places.create({})
        const numbers = [bytes, framing, TIMES, AT_ONCE].map(String)
        const { exitCode, output } = await place.run([program, method, base + path, ...numbers])
        assert.equal(exitCode, 0, output)
        const outcomes = output
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown)
        const told = { status: 413, body: JSON.stringify({ code: 3, details: [], message }), error: '' }
        assert.deepEqual(outcomes, Array(TIMES).fill(told))
      })
})
