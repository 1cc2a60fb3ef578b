// Jobs that the registry has promised itself are done, once, whatever fails in between and however many servers there are.
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Job, JobKind } from '../../src/domain/record/job/job.ts'
import type { Store } from '../../src/domain/store.ts'
import { createWorker, type JobHandler, type WorkerParts } from '../../src/jobs/worker.ts'
import type { OpenStore } from '../../src/storage/open.ts'
import { databases } from '../support/databases.ts'

const START = Date.parse('2026-01-01T00:00:00.000Z')
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString()

const aJob = (id: string, given: Partial<Job> = {}): Job => ({
  id,
  kind: 'apply-revocation',
  subject: id,
  runAt: at(0),
  failures: 0,
  lastError: '',
  claimedUntil: null,
  createdAt: at(0),
  ...given,
})

function workshop(store: OpenStore) {
  let seconds = 0
  const clock = { now: () => at(seconds) }
  const logged: object[] = []
  const log = {
    info: () => undefined,
    warn: (line: object) => void logged.push(line),
    error: (line: object) => void logged.push(line),
  }
  const done: string[] = []
  return {
    logged,
    done,
    moveTo: (to: number) => {
      seconds = to
    },
    promise: (...jobs: readonly Job[]) =>
      store.transaction(async (tx) => {
        for (const job of jobs) await tx.jobs.insert(job)
      }),
    waiting: () => store.jobs.list(10),
    worker: (handle: JobHandler, on: Store = store, isWanted: WorkerParts['isWanted'] = {}) => {
      const handler: JobHandler = async (job, isStopping) => {
        const again = await handle(job, isStopping)
        done.push(job.id)
        return again
      }
      const handlers = {
        'apply-revocation': handler,
        'cancel-silent-builds': handler,
        'complete-version': handler,
        'prove-ledgers': handler,
        'prune-deliveries': handler,
        'prune-ledgers': handler,
        'purge-buckets': handler,
        'seal-events': handler,
        'tell-heads': handler,
      }
      return createWorker({ store: on, clock, log, handlers, isWanted, claimsMs: { 'seal-events': 10_000 } })
    },
  }
}

const LANES = [
  'apply-revocation',
  'cancel-silent-builds',
  'complete-version',
  'prove-ledgers',
  'prune-deliveries',
  'prune-ledgers',
  'purge-buckets',
  'seal-events',
  'tell-heads',
]

const once: JobHandler = () => Promise.resolve(undefined)

for (const database of databases())
  describe(`jobs on ${database.name}`, { concurrency: true }, () => {
    const open = async (t: TestContext) => {
      const store = await database.open()
      t.after(() => store.close())
      return { store, ...workshop(store) }
    }

    test('jobs are done in the order in which they are due, and none before its time', async (t) => {
      const { promise, worker, done, moveTo, waiting } = await open(t)
      await promise(aJob('third', { runAt: at(30) }), aJob('second', { runAt: at(20) }), aJob('first'))
      await worker(once).runDue()
      assert.deepEqual(done, ['first'])
      moveTo(30)
      await worker(once).runDue()
      assert.deepEqual(done, ['first', 'second', 'third'])
      assert.deepEqual(await waiting(), [])
    })

    test('several workers share the jobs, and each is done by one of them', async (t) => {
      const { promise, worker, done } = await open(t)
      const ids = Array.from({ length: 20 }, (_, index) => `job-${String(index).padStart(2, '0')}`)
      await promise(...ids.map((id) => aJob(id)))
      await Promise.all([1, 2, 3].map(() => worker(once).runDue()))
      assert.deepEqual(done.toSorted(), ids)
    })

    test('a job that fails is tried again after growing pauses, for as long as it fails', async (t) => {
      const { promise, worker, moveTo, waiting, logged } = await open(t)
      await promise(aJob('unlucky'))
      const failing = worker(() => Promise.reject(new Error('the disk is full')))
      const pauses: number[] = []
      let now = 0
      for (let attempt = 1; attempt <= 12; attempt++) {
        await failing.runDue()
        const [job] = await waiting()
        assert.ok(job)
        assert.deepEqual([job.failures, job.lastError, job.claimedUntil], [attempt, 'the disk is full', null])
        const next = (Date.parse(job.runAt) - START) / 1000
        pauses.push(next - now)
        moveTo(next - 0.001)
        await failing.runDue()
        assert.equal((await waiting())[0]?.failures, attempt, 'not before its time')
        now = next
        moveTo(now)
      }
      assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600])
      assert.equal(logged.length, 12)
      await worker(once).runDue()
      assert.deepEqual(await waiting(), [])
    })

    test('a failing job does not hold up the others', async (t) => {
      const { promise, worker, done } = await open(t)
      await promise(aJob('broken'), aJob('fine'))
      await worker((job, isStopping) =>
        job.id === 'broken' ? Promise.reject(new Error('no')) : once(job, isStopping),
      ).runDue()
      assert.deepEqual(done, ['fine'])
    })

    test('a slow job delays none of another kind', async (t) => {
      const { promise, worker, done, moveTo, waiting } = await open(t)
      const begun = Promise.withResolvers<undefined>()
      const gate = Promise.withResolvers<undefined>()
      const sharing = worker(async ({ kind }) => {
        if (kind !== 'purge-buckets') return undefined
        begun.resolve(undefined)
        return gate.promise
      })
      await promise(aJob('slow', { kind: 'purge-buckets' }), aJob('slow too', { kind: 'purge-buckets' }))
      const all = sharing.runDue()
      await begun.promise
      await promise(aJob('later', { runAt: at(1) }), aJob('last', { kind: 'complete-version' }))
      moveTo(1)
      const rest = sharing.runDue()
      while ((await waiting()).length > 2) await nextTurn()
      assert.deepEqual(new Set(done), new Set(['later', 'last']))
      gate.resolve(undefined)
      await Promise.all([all, rest])
      assert.deepEqual(done.slice(2), ['slow', 'slow too'])
    })

    test('a job that answers a time is run again then, its failures forgotten', async (t) => {
      const { promise, worker, done, moveTo, waiting } = await open(t)
      await promise(aJob('recurring', { failures: 3, lastError: 'once upon a time' }))
      const recurring = worker(({ runAt }) => Promise.resolve(runAt === at(0) ? at(60) : at(120)))
      await recurring.runDue()
      await recurring.runDue()
      assert.deepEqual(done, ['recurring'])
      assert.deepEqual(await waiting(), [aJob('recurring', { runAt: at(60) })])
      moveTo(60)
      await recurring.runDue()
      assert.deepEqual(done, ['recurring', 'recurring'])
    })

    test('the job of a worker that died is taken up by another one after five minutes', async (t) => {
      const { store, promise, worker, done, moveTo } = await open(t)
      await promise(aJob('orphaned'))
      assert.equal(
        (await store.transaction(({ jobs }) => jobs.claim(['apply-revocation'], at(0), at(300), at(600))))?.id,
        'orphaned',
      )
      moveTo(299)
      await worker(once).runDue()
      assert.deepEqual(done, [])
      moveTo(301)
      await worker(once).runDue()
      assert.deepEqual(done, ['orphaned'])
    })

    test('a kind that people wait for is claimed for as long as it says', async (t) => {
      const { promise, worker, waiting } = await open(t)
      await promise(aJob('seal', { kind: 'seal-events' }))
      let claimedUntil: string | null | undefined
      await worker(async () => {
        claimedUntil = (await waiting())[0]?.claimedUntil
        return undefined
      }).runDue()
      assert.equal(claimedUntil, at(10))
    })

    test('a claim of a dead worker ends with the clock that it was made by, should that be set back', async (t) => {
      const { store, promise, worker, done, moveTo } = await open(t)
      const DAY = 86_400
      moveTo(DAY)
      await promise(aJob('orphaned'))
      const claim = () => store.transaction(({ jobs }) => jobs.claim(['apply-revocation'], at(DAY), at(DAY + 300), at(DAY + 600))) // prettier-ignore
      assert.equal((await claim())?.id, 'orphaned')
      // Another server's clock may be behind.
      moveTo(DAY - 60)
      await worker(once).runDue()
      assert.deepEqual(done, [])
      moveTo(1)
      await worker(once).runDue()
      assert.deepEqual(done, ['orphaned'])
    })

    test('what recurs goes on when the clock is set back, and what is promised for a day waits for it', async (t) => {
      const { promise, worker, done, moveTo, waiting } = await open(t)
      const DAY = 86_400
      let now = DAY
      moveTo(now)
      const promised = aJob('promised', { runAt: at(DAY) })
      await promise(aJob('recurring', { kind: 'cancel-silent-builds', subject: '' }))
      const recurring = worker(() => Promise.resolve(at(now + 30)))
      await recurring.runDue()
      await promise(promised)
      for (const [time, times] of [
        [1, 2],
        [30, 2],
        [31, 3],
      ] as const) {
        now = time
        moveTo(now)
        await recurring.runDue()
        assert.deepEqual(done, Array<string>(times).fill('recurring'), `at ${time}`)
      }
      assert.deepEqual((await waiting()).map(({ id, runAt }) => [id, runAt]), [['recurring', at(61)], ['promised', at(DAY)]]) // prettier-ignore
    })

    test('a job that is not wanted is left where it is, and nothing is written', async (t) => {
      const { store, promise, worker, done, waiting } = await open(t)
      const recurring = aJob('recurring', { kind: 'seal-events', subject: '' })
      await promise(recurring)
      let [wanted, transactions] = [false, 0]
      const counting = {
        ...store,
        transaction: ((work) => {
          transactions += 1
          return store.transaction(work)
        }) as Store['transaction'],
      }
      const handle: JobHandler = () => {
        wanted = false
        return Promise.resolve(at(0))
      }
      const sealing = worker(handle, counting, { 'seal-events': () => Promise.resolve(wanted) })
      await sealing.runDue()
      assert.equal(transactions, LANES.length - 1)
      assert.deepEqual(done, [])
      wanted = true
      await sealing.runDue()
      assert.deepEqual(done, ['recurring'])
      assert.deepEqual(await waiting(), [recurring])
    })

    test('a job that is under way is kept from others for five minutes', async (t) => {
      const { promise, worker, waiting } = await open(t)
      await promise(aJob('claimed'))
      let claimedUntil: string | null | undefined
      await worker(async () => {
        claimedUntil = (await waiting())[0]?.claimedUntil
        return undefined
      }).runDue()
      assert.equal(claimedUntil, at(300))
    })

    test('jobs that a newer server wrote are left to it, and nobody looks again and again because of them', async (t) => {
      const { store, promise, worker, done, waiting, logged } = await open(t)
      const newer = aJob('from-the-future', { kind: 'check-plans' as JobKind })
      await promise(newer, aJob('known', { runAt: at(-1) }))
      const asked = Promise.withResolvers<undefined>()
      const looked = new Set<string>()
      const counting = {
        ...store,
        jobs: {
          ...store.jobs,
          nextRunAt: async (kinds: readonly JobKind[]) => {
            for (const kind of kinds) looked.add(kind)
            if (looked.size === LANES.length) asked.resolve(undefined)
            const next = await store.jobs.nextRunAt(kinds)
            assert.equal(next, undefined, 'no reason to look again at once')
            return next
          },
        },
      }
      const started = worker(once, counting)
      started.start()
      await asked.promise
      await started.stop()
      assert.deepEqual([...looked].toSorted(), LANES)
      assert.deepEqual(done, ['known'])
      assert.deepEqual(await waiting(), [newer])
      assert.deepEqual(logged, [])
    })

    test('a job learns that its worker stops', async (t) => {
      const { promise, worker, waiting } = await open(t)
      await promise(aJob('long'))
      const begun = Promise.withResolvers<undefined>()
      const started = worker(async (_job, isStopping) => {
        begun.resolve(undefined)
        while (!isStopping()) await nextTurn()
        return at(5)
      })
      started.start()
      await begun.promise
      await started.stop()
      assert.deepEqual(
        (await waiting()).map(({ id, runAt }) => [id, runAt]),
        [['long', at(5)]],
      )
    })

    test('a worker that was started does what is due by itself, and one that stops finishes what it is at', async (t) => {
      const { promise, worker, done, waiting } = await open(t)
      await promise(aJob('one'), aJob('two'))
      const begun = Promise.withResolvers<undefined>()
      const gate = Promise.withResolvers<undefined>()
      const started = worker(() => {
        begun.resolve(undefined)
        return gate.promise
      })
      started.start()
      await begun.promise
      const stopped = started.stop()
      gate.resolve(undefined)
      await stopped
      assert.deepEqual(done, ['one'])
      assert.deepEqual(
        (await waiting()).map(({ id }) => id),
        ['two'],
      )
    })
  })
