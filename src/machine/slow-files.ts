// Files on disks that may hang, such as those of a network: whatever is done with one keeps a thread of the few (four, unless
// UV_THREADPOOL_SIZE says otherwise) in which this process does all its work with files, names of hosts, passwords and compression, until the
// disk answers. And a process does not exit before its threads do.

/** Half of the threads. */
const MOST_AT_ONCE = 2

/** By the paths of their files. */
const underWay = new Map<string, Promise<unknown>>()

/**
 * Does the work on a file once none other is under way on it, and on one other at most. Rejects when the signal comes before that, and does nothing
 * then; once begun, the work ends when the disk lets it.
 */
export async function onSlowFile<Result>(
  path: string,
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const called = Promise.withResolvers<never>()
  const callOff = () => {
    called.reject(signal.reason)
  }
  called.promise.catch(() => undefined)
  signal.addEventListener('abort', callOff, { once: true })
  try {
    signal.throwIfAborted()
    for (let before; (before = inTheWay(path)).length > 0;) await Promise.race([...before, called.promise])
    return await begun(path, work)
  } finally {
    signal.removeEventListener('abort', callOff)
  }
}

function inTheWay(path: string): readonly Promise<unknown>[] {
  const own = underWay.get(path)
  if (own !== undefined) return [own]
  return underWay.size < MOST_AT_ONCE ? [] : [...underWay.values()]
}

function begun<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const doing = work()
  const over = doing.then(
    () => underWay.delete(path),
    () => underWay.delete(path),
  )
  underWay.set(path, over)
  return doing
}

/** Files on which something is under way. */
export const filesUnderWay = (): readonly string[] => [...underWay.keys()]

/** Ends the process: where a disk hangs by SIGKILL, because the process would not end otherwise. */
export function exitAnyway(code: number): never {
  if (underWay.size > 0) process.kill(process.pid, 'SIGKILL')
  process.exit(code)
}
