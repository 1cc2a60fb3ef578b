import assert from 'node:assert/strict'
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import Sqlite from 'better-sqlite3'
import { settings } from '../../src/config/settings.ts'
import { runCommand, startServer, stop } from '../support/command.ts'
import { perform } from '../support/perform.ts'
import { dataFolder } from '../support/data-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('--help names every setting, its variable and what holds when it is not set', async (t) => {
  const { code, stdout } = await runCommand(t, ['serve', '--help'], {})
  const words = stdout.replaceAll(/\s+/g, ' ')
  assert.equal(code, 0)
  for (const { flag, variable, description, byDefault, otherwise } of Object.values(settings)) {
    const unset = byDefault ?? otherwise
    assert.ok(words.includes(flag), flag)
    if (flag === '--data-dir') assert.ok(words.includes(`(${variable}, default: `), flag)
    else
      assert.ok(
        words.includes(`${description} (${unset === null ? variable : `${variable}, default: ${unset}`})`),
        flag,
      )
  }
})

test('--version is that of the package', async (t) => {
  const { code, stdout } = await runCommand(t, ['--version'], {})
  assert.equal(code, 0)
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/)
})

test('an unknown command is refused', async (t) => {
  const { code, stderr } = await runCommand(t, ['serv'], {})
  assert.equal(code, 2)
  assert.match(stderr, /^assay: unknown command 'serv'/)
})

test('a flag that may be repeated is', async (t) => {
  const folder = await temporaryFolder(t)
  const proxies = ['--trusted-proxy', '10.0.0.0/8', '--trusted-proxy', 'nonsense']
  const { stderr } = await runCommand(t, ['serve', '--data-dir', folder, ...proxies], {})
  assert.match(
    stderr,
    /^assay: --trusted-proxy: "10\.0\.0\.0\/8,nonsense" is not allowed: use addresses or CIDR blocks/,
  )
})

describe('a start that fails says why in one line', () => {
  const failing = async (t: TestContext, args: readonly string[]) => {
    const { code, stdout, stderr } = await runCommand(t, ['serve', '--listen', '127.0.0.1:0', ...args], {})
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^assay: .+\n$/)
    return stderr
  }

  test('when a setting is not allowed', async (t) => {
    assert.match(await failing(t, ['--log-level', 'loud']), /--log-level: "loud" is not allowed: use one of fatal/)
  })

  test('when the address is not of this machine', async (t) => {
    const folder = await temporaryFolder(t)
    assert.match(
      await failing(t, ['--data-dir', folder, '--listen', '192.0.2.1:8443']),
      /192\.0\.2\.1:8443 is not an address of this machine: choose another with --listen or ASSAY_LISTEN/,
    )
  })

  test('when the data directory cannot be one', async (t) => {
    const file = join(await temporaryFolder(t), 'file')
    await writeFile(file, '')
    for (const path of [file, join(file, 'below')])
      assert.match(await failing(t, ['--data-dir', path]), /cannot be used \(.*\): choose another with --data-dir/)
  })

  test('when the database is none', async (t) => {
    const folder = await temporaryFolder(t)
    await writeFile(join(folder, 'assay.db'), 'not a database')
    assert.match(await failing(t, ['--data-dir', folder]), /assay\.db" cannot be opened: file is not a database/)
  })

  test('when the database cannot be reached, without its password', async (t) => {
    const folder = await temporaryFolder(t)
    const stderr = await failing(t, ['--data-dir', folder, '--database-url', 'postgres://user:hunter2@127.0.0.1:1/d'])
    assert.match(stderr, /cannot be reached: .*ECONNREFUSED.*: check --database-url or ASSAY_DATABASE_URL/)
    assert.ok(!stderr.includes('hunter2'))
  })

  test('when the database is newer', async (t) => {
    const folder = await dataFolder(t)
    await stop(await startServer(t, folder, []))
    const database = new Sqlite(join(folder, 'assay.db'))
    database.prepare('insert into kysely_migration values (?, ?)').run('9999-later', '')
    database.close()
    assert.match(await failing(t, ['--data-dir', folder]), /migrated by a newer version of Assay \(it has 9999-later\)/)
  })
})

test('the way to a failure is shown for debugging only', async (t) => {
  const folder = await temporaryFolder(t)
  await writeFile(join(folder, 'assay.db'), 'not a database')
  const args = ['serve', '--listen', '127.0.0.1:0', '--data-dir', folder]
  const { stderr } = await runCommand(t, [...args, '--log-level', 'debug'], {})
  assert.match(stderr, /^assay: .*\n.*Error: .*\n +at /)
})

test('a data directory that others can open is closed to them with a warning', async (t) => {
  const folder = join(await temporaryFolder(t), 'open')
  await mkdir(folder)
  await writeFile(join(folder, 'running.json'), '')
  await chmod(folder, 0o755)
  const { code, stderr } = await stop(await startServer(t, folder, []))
  assert.equal(code, 0)
  assert.match(stderr, /other users of this machine could open .* until now/)
  assert.equal((await stat(folder)).mode & 0o777, 0o700)
})

test('help goes down the words of a command, and says which it does not know', async () => {
  const { code, stdout } = await perform(['help', 'channel', 'promote'])
  assert.equal(code, 0)
  assert.match(stdout, /^Usage: assay channel promote /)
  assert.match((await perform(['help', 'channel'])).stdout, /^Usage: assay channel /)
  assert.match((await perform(['help', 'key', 'create'])).stdout, /^Usage: assay key create /)
  assert.match((await perform(['help'])).stdout, /^Usage: assay \[options\]/)
  for (const [words, known] of [
    ['frob', 'assay help'],
    ['channel frob', 'assay help channel'],
    ['key create frob', 'assay help key create'],
  ] as const)
    assert.deepEqual(await perform(['help', ...words.split(' ')]), {
      code: 2,
      stdout: '',
      stderr: `assay: "${words}" is not a command: ${known} lists the commands\n(see --help)\n`,
    })
})
