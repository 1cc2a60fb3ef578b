import { hostname } from 'node:os'
import type { DataDirectory } from '../../config/data-directory.ts'
import { readStreams } from '../../config/stream-settings.ts'
import type { SettingsStream } from '../../domain/record/stream/keep-settings-streams.ts'
import { checkStreamFiles } from './check-stream-files.ts'
import { readNamedFile, secretAt } from './secret-place.ts'

export interface NamedStreams {
  readonly wanted: readonly SettingsStream[]
  /** The hosts that the streams connect to. */
  readonly hosts: readonly string[]
}

interface SettingsStreamsParts {
  readonly directory: DataDirectory
  readonly warn: (message: string) => void
}

/**
 * The streams in the operator's file, with their secrets; none without a file. Refuses files that others write. Warns of secrets that other
 * users can open.
 */
export async function settingsStreams(
  file: string | null,
  { directory, warn }: SettingsStreamsParts,
): Promise<NamedStreams> {
  if (file === null) return { wanted: [], hosts: [] }
  const settings = readStreams(file, await readNamedFile('streams', file), hostname())
  await checkStreamFiles(settings, { settingsFile: file, directory })
  const wanted = await Promise.all(
    settings.map(async ({ name, kind, config, secret: place }) => {
      const field = config['secretIn'] === 'signature' ? 'signingKey' : 'token'
      const naming = { file, told: `the streams ${file}: "${name}"`, field, what: 'secret of a stream', warn }
      return { name, kind, config, secret: place === null ? '' : await secretAt(place, naming) }
    }),
  )
  return { wanted, hosts: settings.flatMap(({ host }) => host ?? []) }
}
