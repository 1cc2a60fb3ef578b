// Everything stored is bounded: checks every text of every body, as listed in the contract.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { unimplemented } from '../../src/http/packer/v2023/unimplemented.ts'
import type { Answer, Call } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { openDumper } from '../support/dump.ts'
import { furnishIterations } from '../support/furnished-iterations.ts'
import { acceptableBodies, furnish } from '../support/furnished.ts'
import { longTextsOf } from '../support/long-texts.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

const TEXT = 'x'.repeat(1.5 * 1024 * 1024)
const unserved = new Set<string>(unimplemented)

/** Texts that name something existing, that are only searched for, or that are not read. */
const notKept = {
  '2023-01-01': [
    'AssignChannelVersion source_channel',
    'AssignChannelVersion target_channel',
    'CreateChannel version_fingerprint',
    'UpdateBucket platforms[0]',
    'UpdateChannel version_fingerprint',
    'RegenerateTFCRunTaskHmacKey location',
    'SearchExternalArtifact external_identifier',
    'SearchExternalArtifact platform',
    'SearchExternalArtifact region',
  ],
  '2021-04-30': [
    'CreateBucket location',
    'CreateBuild fingerprint',
    'CreateBuild location',
    'CreateChannel fingerprint',
    'CreateChannel iteration_id',
    'CreateChannel location',
    'CreateIteration location',
    'CreateRegistry location',
    'UpdateRegistry location',
    'UpdateBucket location',
    'UpdateBucket platforms[0]',
    'UpdateBuild location',
    'UpdateChannel fingerprint',
    'UpdateChannel iteration_id',
    'UpdateChannel location',
    'UpdateIteration bucket_slug',
    'UpdateIteration location',
    'RegenerateTFCRunTaskHmacKey location',
  ],
} as const

const assertNotKept = (api: keyof typeof notKept, unrefused: readonly string[]) => {
  const known: readonly string[] = notKept[api]
  assert.deepEqual(
    unrefused.filter((place) => !known.includes(place)),
    [],
  )
}

/** A message is only stored with a revocation. */
const revocation = (operation: string) => (/_Update(?:Version|Iteration)$/.test(operation) ? { revoke_in: '1h' } : {})

for (const database of databases())
  describe(`texts of megabytes, on ${database.name}`, () => {
    let registry: TestRegistry
    beforeEach(async () => {
      registry = await startRegistry(database)
    })
    afterEach(() => registry.close())

    /** Sends each; returns those that are not refused with the name of their field. */
    const unrefused = async (
      document: string,
      send: (operation: string, body: object) => Promise<Answer>,
    ): Promise<readonly string[]> => {
      const found: string[] = []
      for (const { operation, field, body } of longTextsOf(document, TEXT)) {
        if (unserved.has(operation)) continue
        const answer = await send(operation, body)
        const message = String(answer.body.message)
        assert.ok(message.length < 500, 'a long text is not repeated')
        const isTooLarge = answer.status === 413
        if (answer.body.code !== 3 || !(isTooLarge || isNamed(field, message)))
          found.push(`${operation.replace('PackerService_', '')} ${field}`)
      }
      const dumper = await openDumper(registry.location)
      for (const rows of Object.values(await dumper.dump()))
        assert.deepEqual(
          rows.filter((row) => row.length > 64 * 1024).map((row) => row.slice(0, 200)),
          [],
        )
      await dumper.close()
      return found
    }

    test('are refused by packer 2023-01-01, or not kept', async () => {
      const params = await furnish(registry.admin)
      const send = (operation: string, body: object) =>
        registry.admin.call(operation, {
          params: operation === 'PackerService_UpdateVersion' ? { ...params, fingerprint: 'complete' } : params,
          body: { ...acceptableBodies[operation], ...revocation(operation), ...body },
        })
      assertNotKept('2023-01-01', await unrefused('packer-2023-01-01', send))
    })

    test('are refused by packer 2021-04-30, or not kept', async () => {
      const callOf = await furnishIterations(registry.admin)
      const send = (operation: string, body: object) => {
        const call: Call = callOf(operation.replace('PackerService_', ''))
        const whole = merged({ ...(call.body as object), ...revocation(operation) }, body)
        return registry.admin.call(`2021-04-30/${operation}`, { ...call, body: whole })
      }
      assertNotKept('2021-04-30', await unrefused('packer-2021-04-30', send))
    })
  })

/** Whether the message begins with the name of the field, or of a field that contains it. */
function isNamed(field: string, message: string): boolean {
  const named = message.split(':')[0]?.split('.').at(-1) ?? ''
  return field.split('.').some((part) => part === named || part === `bucket_${named}`)
}

/** Messages of 2021-04-30 are nested one level deep. */
const merged = (body: unknown, other: object): object => {
  const entries = Object.entries(other).map(([name, value]: [string, unknown]) => {
    const own = (body as Readonly<Record<string, unknown>>)[name]
    return [name, isObject(own) && isObject(value) ? { ...own, ...value } : value]
  })
  return { ...(body as object), ...(Object.fromEntries(entries) as object) }
}
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
