import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import { type Browser, openBrowser } from '../support/browser.ts'
import { connect } from '../support/client.ts'
import { type Outcome, type Server, startServer, stop } from '../support/command.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { perform } from '../support/perform.ts'
import { dataFolder } from '../support/data-folder.ts'

const PASSWORD = 'five gold rings and a stamp'
const ADDRESS = /(https:\S+)(\/invitations\/assay_in_[\w-]{43})/

async function machine(t: Pick<TestContext, 'after'>, database: TestDatabase) {
  const folder = await dataFolder(t)
  const at = ['--data-dir', folder]
  if (database.name === 'postgres') {
    const place = await database.create()
    assert.ok('postgresUrl' in place.location)
    t.after(place.drop)
    at.push('--database-url', place.location.postgresUrl)
  }
  const server = await startServer(t, folder, at)
  const ca = await readFile(join(folder, 'tls', 'ca.pem'), 'utf8')
  const connection = connect({ url: server.url, ca, organizationId: '', projectId: '' })
  t.after(connection.close)
  return {
    server,
    browser: () => openBrowser(connection.as(null), server.url),
    user: (...words: readonly string[]) => perform(['user', ...words, ...at]),
  }
}

for (const database of databases())
  describe(`assay user on ${database.name}`, () => {
    const closing: (() => unknown)[] = []
    let server: Server
    let browser: () => Browser
    let user: (...words: readonly string[]) => Promise<Outcome>
    before(async () => {
      const suite = { after: (close: () => unknown) => void closing.push(close) }
      ;({ server, browser, user } = await machine(suite, database))
    })
    after(async () => {
      for (const close of closing.toReversed()) await close()
    })

    test('the first start’s address makes an owner; who is invited later has what they were given', async () => {
      const invited = await user('invite', 'Ada@example.com', '--role', 'viewer', '--good-for', '2h')
      assert.deepEqual([invited.code, invited.stderr], [0, ''])
      const [, origin, path = ''] = ADDRESS.exec(invited.stdout) ?? []
      assert.equal(origin, server.url)

      const ada = browser()
      await ada.open(path)
      await ada.submit(path, { display_name: 'Ada', password: PASSWORD })
      const inside = await ada.open('/account')
      assert.match(inside.text, /viewer of the organization/)
      assert.match(
        (await user('list')).stdout,
        /^\w{26} {2}ada@example.com {2}Ada {2}viewer {2}password alone {2}enabled\n$/,
      )

      const disabled = await user('disable', 'ADA@example.com')
      assert.deepEqual([disabled.code, disabled.stderr], [0, ''])
      assert.match((await user('list')).stdout, / {2}disabled\n$/)
      const back = browser()
      await back.open('/sign-in')
      assert.equal((await back.submit('/sign-in', { email: 'ada@example.com', password: PASSWORD })).status, 422)
      assert.equal((await user('enable', 'ada@example.com')).code, 0)
      await back.submit('/sign-in', { email: 'ada@example.com', password: PASSWORD })
      assert.equal((await back.open('/account')).path, '/account')
    })

    test('an invitation is listed while it is good, tells what becomes of who opens it, and can be withdrawn', async () => {
      const invited = await user('invite', 'Eve@example.com', '--role', 'viewer')
      assert.match(
        invited.stdout,
        /\n\nWhoever opens it joins as eve@example\.com, and holds viewer on the organization\.\n$/,
      )
      const other = await user('invite', 'bob')
      assert.match(
        other.stdout,
        /\n\nWhoever opens it joins as bob, with no role: grant one with assay role grant afterwards\.\n$/,
      )
      const early = await user('disable', 'EVE@example.com')
      assert.deepEqual(
        [early.code, early.stderr],
        [
          1,
          'assay: EVE@example.com is invited, but has not joined yet: wait for that, or see assay user invitations\n',
        ],
      )
      const rows = async () =>
        (await user('invitations')).stdout
          .trim()
          .split('\n')
          .map((line) => line.split(/ {2,}/).slice(1, 4))
      const first = ['whoever has the address', 'joins', 'owner']
      assert.deepEqual(await rows(), [first, ['eve@example.com', 'joins', 'viewer'], ['bob', 'joins', 'no role']])

      const [, , path = ''] = ADDRESS.exec(invited.stdout) ?? []
      const eve = browser()
      await eve.open(path)
      await eve.submit(path, { display_name: 'Eve', password: PASSWORD })
      assert.deepEqual(await rows(), [first, ['bob', 'joins', 'no role']])
      const renewal = await user('invite', 'eve@example.com', '--role', 'contributor')
      assert.match(
        renewal.stdout,
        /\n\neve@example\.com has already joined: whoever opens it sets a new password for them, which removes their second factor and ends their sessions and logins\. They then hold contributor on the organization, in addition to the roles that they already hold\.\n$/,
      )
      assert.deepEqual((await rows())[2], ['eve@example.com', 'gets a new password', 'contributor'])

      const [, , withdrawn = ''] = ADDRESS.exec(other.stdout) ?? []
      assert.deepEqual(await user('uninvite', 'bob'), {
        code: 0,
        stdout: 'The invitation of bob is withdrawn. Its address is no longer valid.\n',
        stderr: '',
      })
      assert.match((await browser().open(withdrawn)).text, /was used, has expired, or never was an invitation/)
      assert.match((await user('uninvite', 'bob')).stderr, /^assay: invitation "bob" does not exist: name one: /)
    })

    test('the address of the first start is for its owner, and commands say what is wrong', async () => {
      await server.says('stdout', 'user invite')
      const [, , path = ''] = ADDRESS.exec(server.stdout()) ?? []
      const first = browser()
      await first.open(path)
      await first.submit(path, { email: 'root', display_name: 'Root', password: PASSWORD })
      const inside = await first.open('/account')
      assert.match(inside.text, /owner of the organization/)
      for (const [words, message] of [
        [['disable', 'nobody@example.com'], 'principal "nobody@example.com" does not exist: name one: person '],
        [['invite', 'a b'], 'email: must be an address, or a name without spaces'],
        [['invite', 'ada@'], 'email: must be a whole address, or a name without @'],
        [['invite', 'x', '--role', 'king'], '--role: "king" is not held on an organization: use one of viewer, '],
        [['invite', 'x', '--good-for', '59m'], 'good_for: must be from an hour to seven days'],
        [['invite', 'x', '--good-for', 'long'], '--good-for: "long" is not allowed'],
      ] as const) {
        const { code, stderr } = await user(...words)
        assert.equal(code, 1)
        assert.ok(stderr.startsWith(`assay: ${message}`), stderr)
      }
      const { stdout } = await stop(server)
      assert.match(
        stdout,
        /owner of the organization, once and within an hour:\n\n {2}https:\S+\/invitations\/assay_in_/,
      )
    })
  })
