// The kinds of events that tell of streams.
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
      /** Of what is not told itself: where and how it is sent, and what its receiver knows it by. */
      readonly hasNewConfig: boolean
      readonly hasNewSecret: boolean
    }
  >('stream', 'update', 'Updated stream'),
  /** What receivers are sent to see whether they take anything; never written. */
  'stream.tested': ofOrganization<OfStream>('stream', 'update', 'Tested stream'),
  'stream.deleted': ofOrganization<OfStream>('stream', 'delete', 'Deleted stream'),
} as const
