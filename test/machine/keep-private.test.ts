import assert from 'node:assert/strict'
import { chmod, mkdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { closedNow, keepPrivate } from '../../src/machine/keep-private.ts'
import { asNobody } from '../support/as-nobody.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const modeOf = async (path: string) => (await stat(path)).mode & 0o777

test('what others may do anything with is closed to them, and told to have been open', async (t) => {
  const folder = await temporaryFolder(t)
  const file = join(folder, 'key')
  const inner = join(folder, 'inner')
  await writeFile(file, 'secret')
  await mkdir(inner)
  for (const mode of [0o777, 0o644, 0o640, 0o604, 0o602, 0o601]) {
    await chmod(file, mode)
    await chmod(inner, mode | 0o100)
    assert.deepEqual([await keepPrivate(file), await keepPrivate(inner)], [true, true])
    assert.deepEqual([await modeOf(file), await modeOf(inner)], [0o600, 0o700])
  }
})

test('what is closed already stays as it is', async (t) => {
  const file = join(await temporaryFolder(t), 'key')
  await writeFile(file, 'secret', { mode: 0o400 })
  assert.equal(await keepPrivate(file), false)
  assert.equal(await modeOf(file), 0o400)
})

test('what a link points to is not changed, but refused with what to do', async (t) => {
  const folder = await temporaryFolder(t)
  const [file, link] = [join(folder, 'elsewhere'), join(folder, 'key')]
  await writeFile(file, 'secret')
  await chmod(file, 0o644)
  await symlink(file, link)
  await assert.rejects(keepPrivate(link), {
    code: 'failed_precondition',
    message: `other users of this machine can open ${file}, which holds secrets, and assay cannot change its permissions (${link} is a link to it): chmod 600 it, as its owner`,
  })
  assert.equal(await modeOf(file), 0o644)
  await chmod(file, 0o600)
  assert.equal(await keepPrivate(link), false)
})

test('what belongs to another user is refused with what to do', async () => {
  await asNobody(() =>
    assert.rejects(keepPrivate('/usr'), {
      code: 'failed_precondition',
      message:
        /^other users of this machine can open \/usr, .* assay cannot change its permissions \(EPERM.*\): chmod 700 it/,
    }),
  )
})

test('a warning says what whoever could look may still do', () => {
  assert.match(closedNow('/data/tls/ca.key'), /could open \/data\/tls\/ca\.key until now: .* can still use them$/)
})
