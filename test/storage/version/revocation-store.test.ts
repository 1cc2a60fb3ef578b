import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Revocation } from '../../../src/domain/catalog/revocation/revocation.ts'
import type { Version } from '../../../src/domain/catalog/version/version.ts'
import { describePort } from '../../support/describe-port.ts'
import { aRevocation, revoke, storedBucketIn, storedChild, storedFamily, summaryOf } from '../arrange-lifecycle.ts'
import { aBuild, at, aVersion, storedProject, storeVersion } from '../arrange.ts'

const idsOf = (versions: readonly { readonly id: string }[]) => versions.map(({ id }) => id).sort()

describePort('revocations', (store) => {
  const heirsOf = async (revocationId: string) => idsOf(await store().revocations.listHeirs(revocationId))
  const revocationOf = async ({ id }: Pick<Version, 'id'>): Promise<Revocation | null | undefined> =>
    (await store().versions.findById(id))?.revocation

  test('a revocation is found by its id and by its version, as somebody asked for it', async () => {
    const { project, born } = await storedFamily(store())
    const [now, later, untouched] = [await born(), await born(), await born()]
    const revoked = aRevocation(project, now, { rollbackChannels: false, appliedAt: at(1) })
    const scheduled = aRevocation(project, later, { at: at(9), message: '', includeDescendants: false })
    await revoke(store(), revoked)
    await revoke(store(), scheduled)

    const { revocations } = store()
    assert.deepEqual(await revocations.find(revoked.id), revoked)
    assert.deepEqual(await revocations.find(scheduled.id), scheduled)
    assert.deepEqual(await revocations.findByVersion(now.id), revoked)
    assert.equal(await revocations.findByVersion(untouched.id), undefined)
    assert.equal(await revocations.find('unknown'), undefined)
  })

  test('a version has one revocation of its own at most', async () => {
    const { project, born } = await storedFamily(store())
    const version = await born()
    const first = aRevocation(project, version)
    await revoke(store(), first)
    await assert.rejects(revoke(store(), aRevocation(project, version, { at: at(1) })))
    assert.deepEqual(await store().revocations.findByVersion(version.id), first)
  })

  test('it is written down when a revocation was applied', async () => {
    const { project, born } = await storedFamily(store())
    const [one, other] = [aRevocation(project, await born()), aRevocation(project, await born())]
    await revoke(store(), one)
    await revoke(store(), other)
    await store().transaction(({ revocations }) => revocations.markApplied(one.id, at(4)))
    assert.deepEqual(await store().revocations.find(one.id), { ...one, appliedAt: at(4) })
    assert.deepEqual(await store().revocations.find(other.id), other)
  })

  test('a revocation outlives its version, and so do those that inherited it', async () => {
    const { project, born } = await storedFamily(store())
    const base = await born()
    const child = await born(base)
    const revocation = aRevocation(project, base)
    await revoke(store(), revocation)
    await store().transaction(({ versions }) => versions.delete(base.id))

    assert.deepEqual(await store().revocations.find(revocation.id), revocation)
    assert.deepEqual(await heirsOf(revocation.id), [child.id])
    assert.deepEqual((await revocationOf(child))?.inheritedFrom, summaryOf(base))
  })

  test('all descendants inherit, in any generation, each once however many ways lead there, and nobody else does', async () => {
    const { project, born } = await storedFamily(store())
    const base = await born()
    const [left, right] = [await born(base), await born(base)]
    const bottom = await born(left, right, base)
    const leaf = await born(bottom)
    const parent = await born()
    await born(parent)
    const revocation = aRevocation(project, base)
    await revoke(store(), revocation)

    assert.deepEqual(await heirsOf(revocation.id), idsOf([left, right, bottom, leaf]))
    assert.equal(await revocationOf(parent), null)
    assert.deepEqual(await revocationOf(leaf), {
      at: revocation.at,
      appliedAt: null,
      message: revocation.message,
      author: revocation.author,
      inheritedFrom: summaryOf(base),
      rollbackChannels: true,
    })
  })

  test('incomplete versions inherit too', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const base = await born()
    const running = await storedChild(store(), bucket, [base.id], { sequence: null })
    const revocation = aRevocation(project, base)
    await revoke(store(), revocation)
    assert.deepEqual(await store().revocations.listHeirs(revocation.id), [
      { ...summaryOf(running), counts: true, wasRevoked: false },
    ])
  })

  test('nobody inherits from itself, when versions were built from one another', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const second = aVersion(bucket)
    const first = await storedChild(store(), bucket, [second.id])
    const own = aVersion(bucket)
    await storeVersion(store(), { ...second, builds: [aBuild(second, { parentVersionId: first.id })] })
    await storeVersion(store(), { ...own, builds: [aBuild(own, { parentVersionId: own.id })] })
    const third = await born(second)
    const [circle, loop] = [aRevocation(project, first), aRevocation(project, own)]
    await revoke(store(), circle)
    await revoke(store(), loop)

    assert.deepEqual(await heirsOf(circle.id), idsOf([second, third]))
    assert.deepEqual(await heirsOf(loop.id), [])
  })

  test('no version of another project inherits, nor does any over it', async () => {
    const { project, born } = await storedFamily(store())
    const { project: elsewhere } = await storedProject(store())
    const base = await born()
    const foreign = await storedChild(store(), await storedBucketIn(store(), elsewhere), [base.id])
    const grandchild = await born(foreign)
    const child = await born(base)
    const revocation = aRevocation(project, base)
    await revoke(store(), revocation)

    assert.deepEqual(await heirsOf(revocation.id), [child.id])
    assert.equal(await revocationOf(grandchild), null)
    assert.equal(await revocationOf(foreign), null)
  })

  test('any number of versions are told to inherit, also those that do already', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const base = await born()
    const children = Array.from({ length: 1050 }, () => aVersion(bucket))
    await store().transaction(async ({ versions }) => {
      for (const child of children) await versions.insert(child)
    })
    const revocation = aRevocation(project, base)
    await store().transaction(async ({ revocations }) => {
      await revocations.insert(revocation)
      await revocations.inherit(revocation.id, idsOf(children.slice(0, 3)))
      await revocations.inherit(revocation.id, idsOf(children))
      await revocations.inherit(revocation.id, [])
    })
    assert.deepEqual(await heirsOf(revocation.id), idsOf(children))
  })

  test('a revocation of its own counts for a version before an inherited one, even with a later date', async () => {
    const { project, born } = await storedFamily(store())
    const base = await born()
    const child = await born(base)
    const own = aRevocation(project, child, { at: at(9), message: 'own' })
    await revoke(store(), aRevocation(project, base, { at: at(1) }))
    await revoke(store(), own)

    const { at: date, appliedAt, message, author, rollbackChannels } = own
    const counting = { at: date, appliedAt, message, author, rollbackChannels, inheritedFrom: null }
    assert.deepEqual(await revocationOf(child), counting)
  })

  test('of inherited revocations the earliest counts, and when it is taken back the next', async () => {
    const { project, born } = await storedFamily(store())
    const [march, january, february] = [await born(), await born(), await born()]
    const child = await born(march, january, february)
    const dated = [
      aRevocation(project, march, { at: at(3) }),
      aRevocation(project, january, { at: at(1) }),
      aRevocation(project, february, { at: at(2) }),
    ]
    for (const revocation of dated) await revoke(store(), revocation)

    for (const earliest of [january, february, march]) {
      assert.deepEqual((await revocationOf(child))?.inheritedFrom, summaryOf(earliest))
      const taken = dated.find(({ version }) => version.id === earliest.id)
      await store().transaction(({ revocations }) => revocations.delete(taken!.id))
    }
    assert.equal(await revocationOf(child), null)
  })

  test('of inherited revocations one that has been applied counts before those that have not, also with a later date', async () => {
    const { project, born } = await storedFamily(store())
    const [early, late, latest] = [await born(), await born(), await born()]
    const child = await born(early, late, latest)
    const waiting = aRevocation(project, early, { at: at(1) })
    const applied = aRevocation(project, late, { at: at(2), appliedAt: at(2) })
    const appliedToo = aRevocation(project, latest, { at: at(3), appliedAt: at(0) })
    for (const revocation of [waiting, appliedToo, applied]) await revoke(store(), revocation)
    const ofHeirs = async (name: 'counts' | 'wasRevoked') =>
      Promise.all(
        [waiting, applied, appliedToo].map(async ({ id }) => (await store().revocations.listHeirs(id))[0]?.[name]),
      )

    assert.deepEqual((await revocationOf(child))?.inheritedFrom, summaryOf(late))
    assert.deepEqual(await ofHeirs('counts'), [false, true, false])
    assert.deepEqual(await ofHeirs('wasRevoked'), [true, true, true])
    await store().transaction(({ revocations }) => revocations.delete(appliedToo.id))
    assert.deepEqual(await ofHeirs('wasRevoked'), [true, false, undefined])
    await store().transaction(({ revocations }) => revocations.markApplied(waiting.id, at(4)))
    assert.deepEqual((await revocationOf(child))?.inheritedFrom, summaryOf(early))
    assert.deepEqual(await ofHeirs('counts'), [true, false, undefined])
  })

  test('what counts is told of many versions at once as it is of each', async () => {
    const { project, bucket, born } = await storedFamily(store())
    const [early, late] = [await born(), await born()]
    const both = await born(early, late)
    const own = await born(early)
    const plain = Array.from({ length: 1050 }, () => aVersion(bucket))
    await store().transaction(async ({ versions }) => {
      for (const version of plain) await versions.insert(version)
    })
    for (const [version, seconds] of [
      [late, 2],
      [early, 1],
      [own, 9],
    ] as const)
      await revoke(store(), aRevocation(project, version, { at: at(seconds), message: version.fingerprint }))
    await store().transaction(async ({ revocations }) => {
      await revocations.inherit((await revocations.findByVersion(late.id))!.id, idsOf(plain))
    })

    const revoked = [early, late, both, own, ...plain]
    const counting = await store().revocations.listCounting([...idsOf(revoked), 'unknown'])
    assert.deepEqual(
      new Map([...counting].sort()),
      new Map(await Promise.all(idsOf(revoked).map(async (id) => [id, await revocationOf({ id })] as const))),
    )
    assert.deepEqual(await store().revocations.listCounting([]), new Map())
  })

  test('of two inherited at the same moment the first id counts, for the version and among the heirs', async () => {
    const { project, born } = await storedFamily(store())
    const [one, other] = [await born(), await born()]
    const child = await born(one, other)
    const second = aRevocation(project, one, { id: 'same-2', at: at(1) })
    const first = aRevocation(project, other, { id: 'same-1', at: at(1) })
    await revoke(store(), second)
    await revoke(store(), first)

    assert.deepEqual((await revocationOf(child))?.inheritedFrom, summaryOf(other))
    const { revocations } = store()
    assert.deepEqual(await revocations.listHeirs(first.id), [{ ...summaryOf(child), counts: true, wasRevoked: false }])
    assert.deepEqual(await revocations.listHeirs(second.id), [
      { ...summaryOf(child), counts: false, wasRevoked: false },
    ])
  })

  test('a revocation counts for the heirs that have none of their own and inherited no earlier one', async () => {
    const { project, born } = await storedFamily(store())
    const [base, early, late] = [await born(), await born(), await born()]
    const [only, own, earlier, later] = [
      await born(base),
      await born(base),
      await born(base, early),
      await born(base, late),
    ]
    const revocation = aRevocation(project, base, { at: at(5) })
    await revoke(store(), revocation)
    await revoke(store(), aRevocation(project, own, { at: at(9) }))
    await revoke(store(), aRevocation(project, early, { at: at(4) }))
    await revoke(store(), aRevocation(project, late, { at: at(6) }))

    const heirs = await store().revocations.listHeirs(revocation.id)
    assert.deepEqual(
      new Set(heirs),
      new Set([
        { ...summaryOf(only), counts: true, wasRevoked: false },
        { ...summaryOf(own), counts: false, wasRevoked: false },
        { ...summaryOf(earlier), counts: false, wasRevoked: false },
        { ...summaryOf(later), counts: true, wasRevoked: false },
      ]),
    )
    assert.deepEqual(await store().revocations.listHeirs('unknown'), [])
  })

  test('children inherit what their parent inherited and its own, unless that spares descendants; earliest first', async () => {
    const { project, born } = await storedFamily(store())
    const base = await born()
    const [sparing, sharing] = [await born(base), await born(base)]
    const child = await born(sharing)
    const inherited = aRevocation(project, base, { at: at(2) })
    const own = aRevocation(project, sharing, { at: at(1) })
    await revoke(store(), inherited)
    await revoke(store(), own)
    await revoke(store(), aRevocation(project, sparing, { includeDescendants: false }))

    const { revocations } = store()
    assert.deepEqual(await revocations.listHeritable(base.id), [inherited])
    assert.deepEqual(await revocations.listHeritable(sparing.id), [inherited])
    assert.deepEqual(await revocations.listHeritable(sharing.id), [own, inherited])
    assert.deepEqual(await revocations.listHeritable(child.id), [own, inherited])
    assert.deepEqual(await revocations.listHeritable((await born()).id), [])
  })

  test('a revocation that is deleted frees its heirs of it, and of nothing else', async () => {
    const { project, born } = await storedFamily(store())
    const [base, other] = [await born(), await born()]
    const [child, both] = [await born(base), await born(base, other)]
    const [deleted, kept] = [aRevocation(project, base), aRevocation(project, other, { at: at(1) })]
    await revoke(store(), deleted)
    await revoke(store(), kept)
    await store().transaction(({ revocations }) => revocations.delete(deleted.id))

    assert.equal(await store().revocations.find(deleted.id), undefined)
    assert.equal(await revocationOf(base), null)
    assert.equal(await revocationOf(child), null)
    assert.deepEqual((await revocationOf(both))?.inheritedFrom, summaryOf(other))
    assert.deepEqual(await heirsOf(kept.id), [both.id])
  })

  test('a version that is deleted is no heir any more', async () => {
    const { project, born } = await storedFamily(store())
    const base = await born()
    const [gone, child] = [await born(base), await born(base)]
    const revocation = aRevocation(project, base)
    await revoke(store(), revocation)
    await store().transaction(({ versions }) => versions.delete(gone.id))
    assert.deepEqual(await heirsOf(revocation.id), [child.id])
  })

  test('a version is freed of what it inherited from versions that are gone, and of nothing else', async () => {
    const { project, born } = await storedFamily(store())
    const [gone, present] = [await born(), await born()]
    const [freed, bound] = [await born(gone, present), await born(gone)]
    const [orphaned, kept] = [aRevocation(project, gone), aRevocation(project, present, { at: at(1) })]
    await revoke(store(), orphaned)
    await revoke(store(), kept)
    await store().transaction(({ versions }) => versions.delete(gone.id))

    await store().transaction(({ revocations }) => revocations.releaseOrphaned(freed.id))

    assert.deepEqual(await heirsOf(orphaned.id), [bound.id])
    assert.deepEqual(await heirsOf(kept.id), [freed.id])
    assert.deepEqual((await revocationOf(freed))?.inheritedFrom, summaryOf(present))
  })
})
