// Files on disks that may hang, such as network disks. Work on such a file occupies a thread until the disk answers. There are
// only a few threads (four, unless UV_THREADPOOL_SIZE says otherwise), in which this process does all its work with files, host
// names, passwords and compression. And a process does not exit before its threads have ended.

/** Half of the threads. */
const MOST_AT_ONCE = 2

/** The work under way, by the paths of its files. */
const underWay = new Map<string, Promise<unknown>>()

/**
 * Does the work on a file once no other work is under way on it, and on one other file at most. Rejects, and does nothing, when
 * the signal comes before that; once begun, the work ends when the disk lets it.
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

/** The files on which work is under way. */
export const filesUnderWay = (): readonly string[] => [...underWay.keys()]

/** Ends the process: by SIGKILL while work on a file is under way, because a disk that hangs would keep it from ending. */
export function exitAnyway(code: number): never {
  if (underWay.size > 0) process.kill(process.pid, 'SIGKILL')
  process.exit(code)
}
