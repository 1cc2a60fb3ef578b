import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Job } from '../../../src/domain/record/job/job.ts'
import { describePort } from '../../support/describe-port.ts'
import { aJob } from '../arrange-lifecycle.ts'
import { at } from '../arrange.ts'

const ALL = ['apply-revocation', 'cancel-silent-builds'] as const

describePort('jobs', (store) => {
  /** Jobs belong to no project, so a test begins by replacing all jobs with these. */
  const storeOnly = (...given: readonly Job[]) =>
    store().transaction(async ({ jobs }) => {
      for (const { id } of await jobs.list(1000)) await jobs.delete(id)
      for (const job of given) assert.equal(await jobs.insert(job), true)
    })
  const claim = (now: string, until: string) => store().transaction(({ jobs }) => jobs.claim(ALL, now, until, at(1000)))

  test('there is one job of a kind and subject', async () => {
    const job = aJob({ subject: 'one' })
    await storeOnly(job)
    const twin = aJob({ subject: 'one', runAt: at(9) })
    const [sister, cousin] = [aJob({ subject: 'other' }), aJob({ subject: 'one', kind: 'cancel-silent-builds' })]
    await store().transaction(async ({ jobs }) => {
      assert.equal(await jobs.insert(twin), false)
      assert.equal(await jobs.insert(sister), true)
      assert.equal(await jobs.insert(cousin), true)
    })
    assert.deepEqual(await store().jobs.list(10), [job, sister, cousin])
  })

  test('the job that is due longest is claimed first, and none before its time', async () => {
    const [second, third, first] = [aJob({ runAt: at(2) }), aJob({ runAt: at(3) }), aJob({ runAt: at(1) })]
    await storeOnly(second, third, first)

    assert.equal(await claim(at(0), at(100)), undefined)
    assert.deepEqual(await claim(at(2), at(100)), { ...first, claimedUntil: at(100) })
    assert.deepEqual(await claim(at(2), at(101)), { ...second, claimedUntil: at(101) })
    assert.equal(await claim(at(2), at(102)), undefined)
    assert.deepEqual(await claim(at(3), at(103)), { ...third, claimedUntil: at(103) })
    const held = [
      { ...first, claimedUntil: at(100) },
      { ...second, claimedUntil: at(101) },
      { ...third, claimedUntil: at(103) },
    ]
    assert.deepEqual(await store().jobs.list(10), held)
  })

  test('jobs of other kinds are neither claimed nor waited for', async () => {
    const [other, asked] = [aJob({ kind: 'cancel-silent-builds' }), aJob({ runAt: at(5) })]
    await storeOnly(other, asked)
    const kinds = ['apply-revocation'] as const
    const claimAsked = () => store().transaction(({ jobs }) => jobs.claim(kinds, at(5), at(10), at(1000)))
    assert.equal(await store().jobs.nextRunAt(kinds), at(5))
    assert.equal((await claimAsked())?.id, asked.id)
    assert.equal(await claimAsked(), undefined)
    assert.equal(await store().jobs.nextRunAt(kinds), undefined)
    assert.deepEqual(await store().jobs.list(10), [other, { ...asked, claimedUntil: at(10) }])
  })

  test('a claim that has run out is anybody’s', async () => {
    const job = aJob({ failures: 2, lastError: 'no luck' })
    await storeOnly(job)
    await claim(at(0), at(10))
    assert.equal(await claim(at(9), at(20)), undefined)
    assert.deepEqual(await claim(at(10), at(20)), { ...job, claimedUntil: at(20) })
    assert.equal(await claim(at(10), at(30)), undefined)
  })

  test('a claim that lasts for longer than is believed is anybody’s', async () => {
    const job = aJob()
    await storeOnly(job)
    await claim(at(0), at(1000))
    assert.equal(await claim(at(0), at(1000)), undefined)
    await storeOnly(job)
    await claim(at(0), at(1001))
    assert.deepEqual(await claim(at(0), at(20)), { ...job, claimedUntil: at(20) })
  })

  test('a job that is put off for longer than is believed is brought forward, and no other', async () => {
    const [far, near] = [aJob({ runAt: at(20) }), aJob({ runAt: at(10) })]
    const others = [
      aJob({ runAt: at(20) }),
      aJob({ kind: 'cancel-silent-builds', subject: far.subject, runAt: at(20) }),
    ]
    await storeOnly(far, near, ...others)
    await store().transaction(async ({ jobs }) => {
      for (const { subject } of [far, near]) await jobs.bringForward('apply-revocation', subject, at(5), at(10))
    })
    assert.deepEqual(await store().jobs.list(10), [{ ...far, runAt: at(5) }, near, ...others])
  })

  test('of workers that ask at once each gets a job of its own or none', async () => {
    const given = Array.from({ length: 5 }, (_, index) => aJob({ runAt: at(index) }))
    await storeOnly(...given)
    const claims = await Promise.all(Array.from({ length: 12 }, () => claim(at(50), at(100))))
    const got = claims.filter((job) => job !== undefined)
    assert.deepEqual(got.map(({ id }) => id).sort(), given.map(({ id }) => id).sort())
  })

  test('a claim of a transaction that fails is none', async () => {
    const job = aJob()
    await storeOnly(job)
    const failing = store().transaction(async ({ jobs }) => {
      assert.equal((await jobs.claim(ALL, at(0), at(10), at(1000)))?.id, job.id)
      throw new Error('the worker died')
    })
    await assert.rejects(failing, /died/)
    assert.equal((await claim(at(0), at(10)))?.id, job.id)
  })

  test('a job that is put off keeps its date and what went wrong, and is free again when that date comes', async () => {
    const [job, other] = [aJob(), aJob({ runAt: at(20) })]
    await storeOnly(job, other)
    await claim(at(0), at(10))
    const failure = { id: job.id, runAt: at(5), failures: 1, lastError: 'the disk is full' }
    await store().transaction(({ jobs }) => jobs.putOff(failure))

    const putOff = { ...job, ...failure }
    assert.deepEqual(await store().jobs.list(10), [putOff, other])
    assert.equal(await claim(at(4), at(14)), undefined)
    assert.deepEqual(await claim(at(5), at(15)), { ...putOff, claimedUntil: at(15) })
  })

  test('the next date is the soonest of the jobs that nobody holds', async () => {
    await storeOnly()
    assert.equal(await store().jobs.nextRunAt(ALL), undefined)
    const [soon, late] = [aJob({ runAt: at(3) }), aJob({ runAt: at(7) })]
    await storeOnly(late, soon)
    assert.equal(await store().jobs.nextRunAt(ALL), at(3))
    await claim(at(3), at(13))
    assert.equal(await store().jobs.nextRunAt(ALL), at(7))
    await claim(at(7), at(17))
    assert.equal(await store().jobs.nextRunAt(ALL), undefined)
  })

  test('jobs are listed soonest first, as many as are asked for, until they are deleted', async () => {
    const [third, first, second] = [aJob({ runAt: at(2) }), aJob({ runAt: at(1) }), aJob({ runAt: at(1) })]
    await storeOnly(third, first, second)
    assert.deepEqual(await store().jobs.list(2), [first, second])
    await store().transaction(({ jobs }) => jobs.delete(first.id))
    assert.deepEqual(await store().jobs.list(10), [second, third])
  })

  test('a promise that is taken back is the one of that kind and subject', async () => {
    const [kept, alike, withdrawn] = [
      aJob({ subject: 'kept' }),
      aJob({ subject: 'gone', kind: 'cancel-silent-builds' }),
      aJob({ subject: 'gone' }),
    ]
    await storeOnly(kept, alike, withdrawn)
    const withdraw = () => store().transaction(({ jobs }) => jobs.withdraw('apply-revocation', 'gone'))
    await withdraw()
    assert.deepEqual(await store().jobs.list(10), [kept, alike])
    await withdraw()
    assert.deepEqual(await store().jobs.list(10), [kept, alike])
  })
})
