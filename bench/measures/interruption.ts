// A client that reads without a pause while one other request is under way, and reports how long the reads before, during and after it
// took. One process sends everything, so that one clock says which reads the request affected.
import { type Connection, openConnection, type Target } from '../load/connection.ts'
import { answerJobs } from '../load/worker.ts'

export interface Interruption {
  readonly target: Target
  /** Repeated on each of the connections. */
  readonly reading: string
  readonly connections: number
  /** Sent once, on a connection of its own. */
  readonly request: string
  readonly warmUpSeconds: number
  /** The time of reading before the request. */
  readonly seconds: number
  /** The time after the response until reads count again: the garbage collector has to clean up after the request. */
  readonly settleSeconds: number
}

export interface Interrupted {
  /** From the request until its response. */
  readonly requestSeconds: number
  readonly readsDuring: number
  /** The longest of the reads that were under way during the request. */
  readonly longestDuring: number
  /** The longest of the reads in an equally long time that ended when the request was sent. */
  readonly longestBefore: number
  /** The longest of the reads that were under way after the response. */
  readonly longestAfter: number
  readonly perSecondBefore: number
  readonly perSecondAfter: number
}

interface Read {
  readonly began: number
  readonly ended: number
}

async function run(job: Interruption): Promise<Interrupted> {
  const { target, connections: count } = job
  const connections = await Promise.all(Array.from({ length: count }, () => openConnection(target)))
  const other = await openConnection(target)
  try {
    return await interrupt(job, connections, other)
  } finally {
    for (const { close } of [...connections, other]) close()
  }
}

async function interrupt(
  { reading, request, warmUpSeconds, seconds, settleSeconds }: Interruption,
  connections: readonly Connection[],
  other: Connection,
): Promise<Interrupted> {
  const bytes = Buffer.from(reading)
  const reads: Read[] = []
  let until = Number.POSITIVE_INFINITY
  const reader = async ({ exchange }: Connection) => {
    for (let now = performance.now(); now < until;) {
      const began = now
      const { status } = await exchange(bytes)
      if (status !== 200) throw new Error(`a read was answered ${status}`)
      now = performance.now()
      reads.push({ began, ended: now })
    }
  }
  const requester = async () => {
    await pause(warmUpSeconds + seconds)
    const sent = performance.now()
    const { status, body } = await other.exchange(request)
    const answered = performance.now()
    until = answered + (settleSeconds + seconds) * 1000
    if (status !== 200) throw new Error(`the request was answered ${status}: ${body.toString()}`)
    return { sent, answered }
  }
  const [{ sent, answered }] = await Promise.all([requester(), ...connections.map(reader)])

  const during = between(reads, sent, answered)
  const rate = (from: number, to: number) =>
    reads.filter(({ ended }) => ended >= from && ended < to).length / ((to - from) / 1000)
  return {
    requestSeconds: (answered - sent) / 1000,
    readsDuring: during.length,
    longestDuring: longest(during),
    longestBefore: longest(between(reads, sent - (answered - sent), sent)),
    longestAfter: longest(between(reads, answered, until)),
    perSecondBefore: rate(sent - seconds * 1000, sent),
    perSecondAfter: rate(until - seconds * 1000, until),
  }
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** The reads that were under way at some time between `from` and `to`. */
const between = (reads: readonly Read[], from: number, to: number): readonly Read[] =>
  reads.filter(({ began, ended }) => began < to && ended > from)

const longest = (reads: readonly Read[]): number =>
  reads.reduce((most, { began, ended }) => Math.max(most, ended - began), 0)

answerJobs(run)
