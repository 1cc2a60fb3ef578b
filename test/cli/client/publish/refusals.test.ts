import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { describeAsking } from '../../../support/asking-suite.ts'

const IMAGE = '--platform aws --region eu --artifact ami-1'

describeAsking('what assay publish refuses before it makes anything', (asked) => {
  async function refuses(t: TestContext, words: readonly string[], said: string): Promise<void> {
    const { code, stderr } = await asked.assay.run(t, 'publish', ...words)
    assert.equal(code, 2, stderr)
    assert.ok(stderr.includes(said), stderr)
    assert.equal(await asked.assay.says(t, 'bucket list -o name'), '')
  }

  test('a fingerprint that commands take for something else', async (t) => {
    for (const [fingerprint, what] of [
      ['v2', 'the number of a version'],
      ['latest', 'a channel'],
    ] as const)
      await refuses(
        t,
        `--bucket nothing ${IMAGE} --fingerprint ${fingerprint}`.split(' '),
        `commands read the fingerprint ${fingerprint} as ${what}. Choose another with`,
      )
  })

  test('names of the bucket and of channels that no registry takes', async (t) => {
    const said = 'is not a valid name: use 3 to 36 letters, digits and hyphens'
    const image = IMAGE.split(' ')
    for (const name of ['', 'ab', 'b@d', 'Bad_Name', 'a'.repeat(37)]) {
      await refuses(t, ['--bucket', name, ...image], `--bucket ${JSON.stringify(name)} ${said}`)
      const channels = ['--channel', 'good', '--channel', name]
      await refuses(t, ['--bucket', 'nothing', ...image, ...channels], `--channel ${JSON.stringify(name)} ${said}`)
    }
  })

  test('words that are empty, as of a variable that nobody has set', async (t) => {
    const line = '--bucket nothing --platform aws --artifact eu=ami-1'.split(' ')
    for (const option of ['--platform', '--region', '--component'])
      for (const word of ['', ' '])
        await refuses(t, [...line, option, word], `${option} is empty: give it a value, or omit it`)
  })

  test('words that are longer than a registry takes', async (t) => {
    const line = '--bucket nothing --platform aws'.split(' ')
    const long = 'x'.repeat(5000)
    for (const [words, field, most] of [
      [['--region', 'eu', '--artifact', 'ami-1', '--component', long], 'component_type', 255],
      [['--region', 'eu', '--artifact', 'ami-1', long], 'artifacts[1].external_identifier', 1024],
      [['--region', long, '--artifact', 'ami-1'], 'artifacts[0].region', 255],
    ] as const)
      await refuses(t, [...line, ...words], `: ${field}: must be at most ${most} bytes long\n`)
  })

  test('a label with two values', async (t) => {
    const labels = ['--label', 'x=1', 'y=2', 'x=1', '--label', 'x=2']
    const said = '--label x: it cannot be both "1" and "2"'
    await refuses(t, [...`--bucket nothing ${IMAGE}`.split(' '), ...labels], said)
  })
})
