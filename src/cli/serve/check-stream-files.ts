import { readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { type DataDirectory } from '../../config/data-directory.ts'
import type { StreamSettings } from '../../config/stream-settings.ts'
import { failedPrecondition } from '../../domain/errors.ts'
import { ifThere } from '../../machine/if-there.ts'
import { onSlowFile } from '../../machine/slow-files.ts'

interface StreamFiles {
  /** The file of settings that names the streams. */
  readonly settingsFile: string
  readonly directory: Pick<DataDirectory, 'root' | 'sqliteFile'>
}

/**
 * Refuses (`failed_precondition`) streams of the kind `file` that would write what the server keeps itself, the file of another stream, or
 * what the file of another one is renamed to; by whatever links these are named. A path that cannot be looked at is taken as it is written:
 * its stream will fail, and say why.
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
    // The first of two that are the same is as right as the other: the second one is named.
    const same = others.slice(0, files.indexOf(file)).find(({ real }) => real === file.real)
    if (same !== undefined) throw wrong(file, `${file.path} is the file of "${same.name}" as well: name another file`)
    const renamed = others.find((other) => file.names.some((name) => isMadeOf(other, name)))
    if (renamed !== undefined)
      throw wrong(
        file,
        `${file.path} is a name that "${renamed.name}" uses when it puts its file aside: name another file`,
      )
  }
}

interface StreamFile {
  readonly name: string
  /** As it was given. */
  readonly path: string
  readonly keep: number
  /** In its real folder, by its own name: what is renamed. */
  readonly placed: string
  /** What is written. */
  readonly real: string
  /** All of these. */
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

/** What a path leads to, also where it is yet to be made. */
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

/** Whether a file has that name when it is put aside, or is while others wait for that (`jobs/stream/file-sender.ts`). */
function isMadeOf({ placed, keep }: StreamFile, path: string): boolean {
  if (!path.startsWith(`${placed}.`)) return false
  const added = path.slice(placed.length + 1)
  return added === 'lock' || (/^[1-9]\d*$/.test(added) && Number(added) <= keep)
}

const PATIENCE_MS = 5000

/** What comes of looking at the file; null when its disk does not answer. */
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
