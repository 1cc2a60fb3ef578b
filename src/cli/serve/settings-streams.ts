import { hostname } from 'node:os'
import { readStreams } from '../../config/stream-settings.ts'
import type { SettingsStream } from '../../domain/record/stream/keep-settings-streams.ts'
import { readNamedFile, secretAt } from './secret-place.ts'

export interface NamedStreams {
  readonly wanted: readonly SettingsStream[]
  /** What they connect to. */
  readonly hosts: readonly string[]
}

/** The streams of the operator's file, with their secrets; none without a file. Warns of secrets that are open to anybody. */
export async function settingsStreams(file: string | null, warn: (message: string) => void): Promise<NamedStreams> {
  if (file === null) return { wanted: [], hosts: [] }
  const settings = readStreams(file, await readNamedFile('streams', file), hostname())
  const wanted = await Promise.all(
    settings.map(async ({ name, kind, config, secret: place }) => {
      const field = config['secretIn'] === 'signature' ? 'signingKey' : 'token'
      const naming = { file, told: `the streams ${file}: "${name}"`, field, what: 'secret of a stream', warn }
      return { name, kind, config, secret: place === null ? '' : await secretAt(place, naming) }
    }),
  )
  return { wanted, hosts: settings.flatMap(({ host }) => host ?? []) }
}
