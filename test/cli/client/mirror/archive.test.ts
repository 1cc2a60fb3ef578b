import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmod, lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { type Asking, asking } from '../../../support/asking.ts'
import { startCommand } from '../../../support/command.ts'
import { databases, type TestDatabase } from '../../../support/databases.ts'
import { startRegistry, type TestRegistry } from '../../../support/registry.ts'
import { sparingFront } from '../../../support/sparing-front.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { until } from '../../../support/until.ts'
import { furnishEstate, shownOf } from './estate.ts'

const [sqlite, postgres] = databases()
const FAST = '--rate 1000'

describe('assay export and import', () => {
  let source: TestRegistry
  let assay: Asking
  before(async () => {
    source = await startRegistry(sqlite!)
    await furnishEstate(source.admin)
    assay = await asking(source)
  })
  after(async () => {
    await assay.remove()
    await source.close()
  })

  async function registryOn(t: TestContext, database: TestDatabase) {
    const registry = await startRegistry(database)
    t.after(() => registry.close())
    const own = await asking(registry)
    t.after(() => own.remove())
    return { registry, assay: own }
  }

  async function exported(t: TestContext, from: Asking = assay) {
    const file = join(await temporaryFolder(t), 'registry.tar.zst')
    const signedBy = (await from.says(t, `export ${file} ${FAST} --output name`)).trim()
    return { file, signedBy }
  }

  test('move a registry from SQLite to PostgreSQL and back, field by field', async (t) => {
    const { file, signedBy } = await exported(t)
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    const there = await registryOn(t, postgres!)
    const told = await there.assay.says(t, `import ${file} --signed-by ${signedBy} ${FAST}`)
    assert.match(told, /Compared \d+ things field by field: all are the same\./)
    assert.deepEqual(await shownOf(there.registry.admin), await shownOf(source.admin))

    const again = await exported(t, there.assay)
    const back = await registryOn(t, sqlite!)
    await back.assay.says(t, `import ${again.file} --signed-by ${again.signedBy} ${FAST}`)
    assert.deepEqual(await shownOf(back.registry.admin), await shownOf(source.admin))
  })

  test('send nothing of an archive that is not as its exporter signed it', async (t) => {
    const { file, signedBy } = await exported(t)
    const there = await registryOn(t, sqlite!)
    const refusal = async (line: string) => {
      const { code, stderr } = await there.assay.run(t, line)
      assert.equal(code, 6, stderr)
      return stderr
    }
    assert.match(await refusal(`import ${file}`), new RegExp(`was signed by ${signedBy.replaceAll(/[+/]/g, '.')}`))
    const other = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='
    assert.match(await refusal(`import ${file} --signed-by ${other}`), /not by the key of --signed-by/)

    const missing = await there.assay.run(t, `import /nowhere.tar.zst --signed-by ${signedBy}`)
    assert.deepEqual(
      [missing.code, missing.stderr.slice(0, 47)],
      [2, 'assay: /nowhere.tar.zst cannot be read: ENOENT:'],
    )

    const bytes = await readFile(file)
    const cut = join(await temporaryFolder(t), 'cut.tar.zst')
    await writeFile(cut, bytes.subarray(0, bytes.length - 200))
    assert.match(
      await refusal(`import ${cut} --signed-by ${signedBy}`),
      /cannot be read as an archive \(\S.*\): it is damaged, cut short, or not an archive. Nothing was sent/,
    )
    const tar = Buffer.from(await promisify(zstdDecompress)(bytes))
    tar.write('ubuntX', tar.indexOf('"ubuntu"') + 1)
    await writeFile(cut, await promisify(zstdCompress)(tar))
    assert.match(await refusal(`import ${cut} --signed-by ${signedBy}`), /do not match the signed manifest/)
    const { env } = await sparingFront(t, there.registry)
    const elsewhere = startCommand(t, ['import', file, '--signed-by', signedBy], { ...there.assay.env, ...env })
    assert.match((await elsewhere.ended).stderr, /is not an Assay server, and only these import archives/)
    await writeFile(cut, 'no archive')
    assert.match(await refusal(`import ${cut} --signed-by ${signedBy}`), /cannot be read as an archive/)
    const { buckets } = await there.registry.admin.ok('PackerService_ListBuckets', {})
    assert.deepEqual(buckets, [])
  })

  test('leave nothing of an export that is interrupted, and the same command makes it whole', async (t) => {
    const folder = await temporaryFolder(t)
    const file = join(folder, 'registry.tar.zst')
    const front = await sparingFront(t, source)
    const words = ['export', file, '--rate', '4']
    const running = startCommand(t, words, { ...assay.env, ...front.env })
    await until(() => front.waits() > 0)
    running.child.kill('SIGINT')
    assert.equal((await running.ended).code, 130)
    assert.deepEqual(await readdir(folder), [])
    assert.match(
      await assay.says(t, `export ${file} ${FAST}`),
      /^Wrote .*: 3 buckets, 8 versions, 8 builds, 7 artifacts, 2 SBOMs/,
    )
    assert.deepEqual(await readdir(folder), ['registry.tar.zst'])
  })

  test('are put where a file may be, and in the place of nothing else', async (t) => {
    const folder = await temporaryFolder(t)
    const at = (name: string) => join(folder, name)
    execFileSync('mkfifo', [at('pipe')])
    for (const name of [folder, at('pipe'), '-']) {
      const { code, stderr } = await assay.run(t, `export ${name} ${FAST}`)
      assert.deepEqual([code, /name another|name the file/.test(stderr)], [2, true], stderr)
    }
    assert.equal((await stat(at('pipe'))).isFIFO(), true)
    await mkdir(at('elsewhere'))
    await writeFile(at('elsewhere/registry'), '')
    await symlink('elsewhere/registry', at('link'))
    await assay.says(t, `export ${at('link')} ${FAST}`)
    assert.equal((await lstat(at('link'))).isSymbolicLink(), true)
    assert.ok((await stat(at('elsewhere/registry'))).size > 0)
    const slow = await assay.run(t, `export ${at('link')} --rate 1e-9`)
    assert.deepEqual(
      [slow.code, slow.stderr.split('\n')[0]],
      [2, 'assay: --rate "1e-9" is not a number of 0.001 or more'],
    )
  })

  test('are not written over the key that signs them', async (t) => {
    const folder = await temporaryFolder(t)
    const key = join(folder, 'key.pem')
    const link = join(folder, 'link.pem')
    await symlink(key, link)
    for (const [file, named] of [
      [key, key],
      [key, link],
      [link, key],
    ]) {
      const { code, stderr } = await assay.run(t, `export ${file} --key ${named} ${FAST}`)
      assert.deepEqual([code, stderr], [2, `assay: ${file} is the file of the signing key: name another file\n`])
      assert.match(await readFile(key, 'utf8'), /^-----BEGIN PRIVATE KEY-----/)
    }
  })

  test('have one key for all archives, which others may not read, and leave no half file', async (t) => {
    const first = await exported(t)
    assert.equal((await exported(t)).signedBy, first.signedBy)
    const key = join(assay.env['XDG_CONFIG_HOME'] ?? '', 'assay', 'archive-key.pem')
    assert.equal((await stat(key)).mode & 0o777, 0o600)
    const folder = await temporaryFolder(t)
    await chmod(folder, 0o500)
    const { code, stderr } = await assay.run(t, `export ${join(folder, 'missing', 'a.tar.zst')} ${FAST}`)
    assert.equal(code, 2)
    assert.match(stderr, /missing\/a\.tar\.zst cannot be written: ENOENT.*: name another file$/m)
    await chmod(folder, 0o700)
    await assert.rejects(stat(join(folder, 'missing')), { code: 'ENOENT' })
    await rm(first.file)
  })
})
