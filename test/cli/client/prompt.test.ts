// Prompts, which need a terminal: one that `script` provides.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { test, type TestContext } from 'node:test'
import { describeAsking } from '../../support/asking-suite.ts'
import { newBucket, newBuild, newVersion } from '../../support/build-sequences.ts'
import { COMMAND } from '../../support/command.ts'

/** Ctrl-D. */
const END = '\u0004'
const ASKED = /\[y\/N\]|Secret of the key: /
const skip = !hasScript() && 'needs the program script of util-linux'

describeAsking(
  'a command at a terminal',
  (asked) => {
    /** What a person sees who types these keys when prompted, and the exit code of the command. */
    async function typing(t: TestContext, keys: string, ...words: readonly string[]) {
      const line = [process.execPath, COMMAND, ...words].map((word) => `'${word}'`).join(' ')
      const env = { ...asked.assay.env, PATH: process.env['PATH'] }
      const child = spawn('script', ['-qec', line, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
      t.after(() => child.kill('SIGKILL'))
      let seen = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (!ASKED.test(seen) && ASKED.test(seen + text)) child.stdin.write(keys)
        seen += text
      })
      const [code] = (await once(child, 'close')) as [number | null]
      return { seen, code }
    }

    test('deletes only what a person has said yes to, and shows nothing that the terminal would obey', async (t) => {
      const ubuntu = await newBucket(asked.registry.admin, 'ubuntu')
      await newVersion(ubuntu, '01BUILDING')
      await newBuild(ubuntu, '01BUILDING', { component_type: 'qemu.\u001b]0;title\u0007' })
      const { builds } = await ubuntu.ok('ListBuilds', { params: { fingerprint: '01BUILDING' } })
      const remove = ['build', 'delete', 'ubuntu@01BUILDING', builds[0].id as string]
      const count = async () =>
        ((await ubuntu.ok('ListBuilds', { params: { fingerprint: '01BUILDING' } })).builds as unknown[]).length

      const refused = await typing(t, 'n\n', ...remove)
      assert.match(
        refused.seen,
        /Delete the build qemu\.\\u\{1b\}\]0;title\\u\{7\} of ubuntu@01BUILDING with its 0 images\? /,
      )
      assert.ok(!refused.seen.includes('\u001b]0;'))
      assert.deepEqual([refused.code, await count()], [6, 1])
      assert.deepEqual([(await typing(t, END, ...remove)).code, await count()], [130, 1])
      assert.deepEqual([(await typing(t, 'yes\n', ...remove)).code, await count()], [0, 0])
    })

    test('does not show a secret that is typed', async (t) => {
      const { clientId, clientSecret } = asked.registry.credentials
      const login = ['login', asked.registry.url, '--ca', asked.registry.caFile, '--client-id', clientId]
      const { seen, code } = await typing(t, `${clientSecret}\n`, ...login)
      assert.equal(code, 0, seen)
      assert.ok(seen.startsWith('Secret of the key: ') && !seen.includes(clientSecret), seen)
      const left = await typing(t, END, ...login)
      assert.equal(left.code, 130)
      assert.match(left.seen, /assay: no secret was typed: nothing was stored/)
    })
  },
  { skip },
)

function hasScript(): boolean {
  try {
    return /util-linux/.test(execFileSync('script', ['--version'], { encoding: 'utf8' }))
  } catch {
    return false
  }
}
