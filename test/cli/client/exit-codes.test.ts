import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { describeAsking } from '../../support/asking-suite.ts'
import { completeVersion, newBucket } from '../../support/build-sequences.ts'

describeAsking('the exit code of assay', (asked) => {
  test('is 2 for a name or an option that no registry takes', async (t) => {
    await newBucket(asked.registry.admin, 'ubuntu')
    for (const [line, words, said] of [
      ['bucket create', ['bad name'], '"bad name" is not a valid name'],
      ['channel create', ['ubuntu@b ad'], '"b ad" is not a valid name'],
      ['version create ubuntu', ['fp with space'], 'fp with space'],
      ['audit-log list --action', ['frob'], 'frob'],
    ] as const) {
      const { code, stdout, stderr } = await asked.assay.run(t, line, ...words)
      assert.deepEqual([code, stdout], [2, ''], stderr)
      assert.ok(stderr.startsWith('assay: ') && stderr.includes(said), stderr)
    }
  })

  test('is 6 for what is right, and refused as things are', async (t) => {
    const debian = await newBucket(asked.registry.admin, 'debian')
    await completeVersion(debian, '01DONE')
    const file = join(asked.assay.env['HOME'] ?? '', 'sbom.json')
    await writeFile(file, '{"spdxVersion":"SPDX-2.3"}')
    for (const [line, said] of [
      ['bucket create debian', 'already exists'],
      [`sbom put debian@01DONE ${file}`, 'is done: upload SBOMs before a build is done'],
    ] as const) {
      const { code, stderr } = await asked.assay.run(t, line)
      assert.equal(code, 6, stderr)
      assert.ok(stderr.includes(said), stderr)
    }
  })
})
