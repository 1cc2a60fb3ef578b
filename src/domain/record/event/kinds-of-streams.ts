// The kinds of events about streams.
import type { streamFacts } from '../stream/stream.ts'
import { kindAbout } from './kind-about.ts'

const ofOrganization = kindAbout('project')

interface OfStream {
  readonly stream: ReturnType<typeof streamFacts>
}

export const kindsOfStreams = {
  'stream.created': ofOrganization<OfStream>('stream', 'create', 'Created stream'),
  'stream.updated': ofOrganization<
    OfStream & {
      readonly previous: OfStream['stream']
      /** Whether the config or the secret changed, neither of which is recorded itself. */
      readonly hasNewConfig: boolean
      readonly hasNewSecret: boolean
    }
  >('stream', 'update', 'Updated stream'),
  /** The event that is sent to a receiver to test whether it accepts any; it is never stored. */
  'stream.tested': ofOrganization<OfStream>('stream', 'update', 'Tested stream'),
  'stream.deleted': ofOrganization<OfStream>('stream', 'delete', 'Deleted stream'),
} as const
