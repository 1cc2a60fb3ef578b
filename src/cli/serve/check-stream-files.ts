import { readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { type DataDirectory } from '../../config/data-directory.ts'
import type { StreamSettings } from '../../config/stream-settings.ts'
import { failedPrecondition } from '../../domain/errors.ts'
import { ifThere } from '../../machine/if-there.ts'
import { onSlowFile } from '../../machine/slow-files.ts'

interface StreamFiles {
  /** The settings file that names the streams. */
  readonly settingsFile: string
  readonly directory: Pick<DataDirectory, 'root' | 'sqliteFile'>
}

/**
 * Refuses (`failed_precondition`) streams of the kind `file` that would write to the server's own data, to the file of another stream, or
 * to a name that another stream renames its file to, through whatever links. A path that cannot be looked at is taken as it is written: its
 * stream will fail, and say why.
 */
export async function checkStreamFiles(
  streams: readonly StreamSettings[],
  { settingsFile, directory: { root, sqliteFile } }: StreamFiles,
): Promise<void> {
  const files = await Promise.all(streams.filter(({ kind }) => kind === 'file').map(streamFileOf))
  const wrong = ({ name }: StreamFile, why: string) =>
    failedPrecondition(`the streams ${settingsFile}: "${name}".path: ${why}`)
  const database = await realFileOf(sqliteFile)
  const own = [root, await realFileOf(root), database, `${database}-wal`, `${database}-shm`]
  for (const file of files) {
    if (own.some((kept) => file.names.some((name) => isWithin(kept, name))))
      throw wrong(
        file,
        `the server keeps its own data at ${file.path} (its data directory is ${root}): name a file elsewhere`,
      )
    const others = files.filter((other) => other !== file)
    // Of two streams with the same file, the error names the second.
    const same = others.slice(0, files.indexOf(file)).find(({ real }) => real === file.real)
    if (same !== undefined) throw wrong(file, `${file.path} is also the file of "${same.name}": name another file`)
    const renamed = others.find((other) => file.names.some((name) => isMadeOf(other, name)))
    if (renamed !== undefined)
      throw wrong(
        file,
        `${file.path} is a name that "${renamed.name}" uses when it rotates its file: name another file`,
      )
  }
}

interface StreamFile {
  readonly name: string
  /** As configured. */
  readonly path: string
  readonly keep: number
  /** In its real folder, under its own name: the path that is renamed. */
  readonly placed: string
  /** The file that is written. */
  readonly real: string
  /** All three paths. */
  readonly names: readonly string[]
}

async function streamFileOf({ name, config }: StreamSettings): Promise<StreamFile> {
  const { path, keep } = config as { readonly path: string; readonly keep: number }
  const { placed, real } = (await unlessItHangs(path, () => placesOf(path)).catch(() => null)) ?? {
    placed: path,
    real: path,
  }
  return { name, path, keep, placed, real, names: [path, placed, real] }
}

async function placesOf(path: string) {
  return { placed: join(await realFileOf(dirname(path)), basename(path)), real: await realFileOf(path) }
}

/** What a path leads to, even if it does not exist yet. */
async function realFileOf(path: string): Promise<string> {
  const real = await ifThere(realpath(path))
  if (real !== null) return real
  const folder = dirname(path)
  if (folder === path) return path
  const target = await ifThere(readlink(path))
  return target === null
    ? join(await realFileOf(folder), basename(path))
    : realFileOf(resolve(await realFileOf(folder), target))
}

const isWithin = (folder: string, path: string) => path === folder || path.startsWith(join(folder, sep))

/** Whether a stream renames its file to this name, or uses it as the lock for that (`jobs/stream/file-sender.ts`). */
function isMadeOf({ placed, keep }: StreamFile, path: string): boolean {
  if (!path.startsWith(`${placed}.`)) return false
  const added = path.slice(placed.length + 1)
  return added === 'lock' || (/^[1-9]\d*$/.test(added) && Number(added) <= keep)
}

const PATIENCE_MS = 5000

/** The result of looking at the file; null if its disk does not answer. */
async function unlessItHangs<Result>(path: string, look: () => Promise<Result>): Promise<Result | null> {
  const ending = new AbortController()
  const { promise: over, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => {
    resolve(null)
    ending.abort()
  }, PATIENCE_MS)
  const looking = onSlowFile(path, look, ending.signal)
  try {
    return await Promise.race([looking, over])
  } finally {
    clearTimeout(timer)
    looking.catch(() => undefined)
  }
}
