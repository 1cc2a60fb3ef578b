import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { parse } from 'yaml'
import { yamlText } from '../../../../src/cli/client/output/yaml-text.ts'
import { type Asking, asking } from '../../../support/asking.ts'
import { newBucket, newBuild, newVersion, updateBuild } from '../../../support/build-sequences.ts'
import { databases } from '../../../support/databases.ts'
import { startRegistry, type TestRegistry } from '../../../support/registry.ts'

/** Clears a terminal, commands a runner, and reverses the reading direction of what follows. */
const IDENTIFIER = 'img\u001b[2J\n::error::x\u009b1m\u202egnp.exe\u2028end'
/** Characters that no command may print. */
const RAW = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

describe('what a terminal or a runner would obey, in what is answered', () => {
  let registry: TestRegistry
  let assay: Asking
  before(async () => {
    registry = await startRegistry(databases()[0]!)
    assay = await asking(registry)
    const bucket = await newBucket(registry.admin, 'hostile')
    await newVersion(bucket, '01HOSTILE')
    const build = await newBuild(bucket, '01HOSTILE', { component_type: 'qemu.x', status: 'BUILD_RUNNING' })
    await updateBuild(bucket, build, '01HOSTILE', {
      status: 'BUILD_DONE',
      platform: 'qemu',
      artifacts: [{ external_identifier: IDENTIFIER, region: 'here' }],
    })
  })
  after(async () => {
    await assay.remove()
    await registry.close()
  })

  for (const format of ['name', 'table'])
    test(`an identifier that is no line is refused as ${format}, and told which`, async (t) => {
      const { code, stdout, stderr } = await assay.run(t, `artifact url hostile@01HOSTILE -o ${format}`)
      assert.deepEqual([code, stdout], [6, ''])
      assert.ok(
        stderr.includes('"img\\u{1b}[2J\\u{a}::error::x\\u{9b}1m\\u{202e}gnp.exe\\u{2028}end" contains control'),
        stderr,
      )
      assert.doesNotMatch(stderr, RAW)
    })

  for (const [format, read] of [
    ['json', (text: string): unknown => JSON.parse(text)],
    ['yaml', (text: string): unknown => parse(text)],
  ] as const)
    test(`as ${format} it is the same, in escapes`, async (t) => {
      const told = await assay.says(t, `artifact url hostile@01HOSTILE -o ${format}`)
      assert.doesNotMatch(told, RAW)
      assert.doesNotMatch(told, /^\s*::/m)
      assert.equal((read(told) as { readonly identifier: string }).identifier, IDENTIFIER)
      assert.doesNotMatch(await assay.says(t, `version show hostile@01HOSTILE -o ${format}`), RAW)
    })

  test('the lines of an exported audit log are in escapes', async (t) => {
    const lines = (await assay.says(t, 'audit-log export')).trim().split('\n')
    assert.ok(lines.some((line) => line.includes('\\u009b1m\\u202egnp.exe')))
    for (const line of lines) {
      assert.doesNotMatch(line, RAW)
      JSON.parse(line)
    }
  })
})

test('YAML means what it was made of, whatever is in it, and no text begins a line', () => {
  const long = `${'word '.repeat(30)}\n::error::${'x '.repeat(60)}`
  const value = {
    [IDENTIFIER]: [
      long,
      '\r\n\t\0\u0085\ufeff',
      'plain words '.repeat(20),
      { deep: IDENTIFIER, number: 1, none: null },
    ],
  }
  const text = yamlText(value)
  assert.deepEqual(parse(text), value)
  assert.doesNotMatch(text, RAW)
  assert.doesNotMatch(text, /^\s*::/m)
})
