import { CATALOG_NAME } from '../../../domain/catalog/bucket/catalog-name.ts'
import { usage } from '../client-failure.ts'

/** Throws `ClientFailure` for a bucket or channel name that no registry accepts, or a channel that the registry points by itself. */
export function requireNames(bucket: string, channels: readonly string[]): void {
  requireName('--bucket', bucket)
  for (const channel of channels) requireName('--channel', channel)
  if (channels.includes('latest')) throw usage('--channel latest: the registry moves that channel by itself. Omit it')
}

function requireName(option: string, name: string): void {
  if (!CATALOG_NAME.test(name))
    throw usage(`${option} ${JSON.stringify(name)} is not a valid name: use 3 to 36 letters, digits and hyphens`)
}
