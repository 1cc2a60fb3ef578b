import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requireLengthsOfBuilds } from '../../../../src/cli/client/publish/require-lengths-of-builds.ts'

test('limits are those of Assay, and HCP is asked for its own', () => {
  const artifacts = [{ region: 'eu', external_identifier: 'x'.repeat(1025) }]
  const builds = [{ componentType: 'aws', platform: 'aws', artifacts, labels: {} }]
  assert.throws(
    () => {
      requireLengthsOfBuilds(builds, 'https://registry.example')
    },
    {
      message:
        'Assay does not accept the build "aws": artifacts[0].external_identifier: must be at most 1024 bytes long',
    },
  )
  assert.doesNotThrow(() => {
    requireLengthsOfBuilds(builds, 'https://api.cloud.eu.hashicorp.com')
  })
})
