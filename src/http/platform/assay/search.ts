import type { Operations } from '../../../contract/generated/assay-v1.ts'
import { type Found, search } from '../../../domain/catalog/search/search.ts'
import type { Instant } from '../../../domain/clock.ts'
import type { Handlers } from '../../binding/handler.ts'
import { viewOf } from '../../wire/view.ts'
import { type Out, versionInShortOut } from './version-in-short.ts'

const kindOut = {
  bucket: 'BUCKET',
  label: 'LABEL',
  version: 'VERSION',
  artifact: 'ARTIFACT',
  commit: 'COMMIT',
} as const satisfies Record<Found['kind'], Out<'Found'>['kind']>

const foundOut = (
  { kind, bucketName, version, text, region, platform, channels }: Found,
  now: Instant,
): Out<'Found'> => ({
  kind: kindOut[kind],
  bucket_name: bucketName,
  version: version && versionInShortOut(version, now),
  text,
  region,
  platform,
  channels,
})

export const searchHandlers = {
  async AssayService_Search({ params, query }, context) {
    const { location, now } = viewOf(params, context)
    const { found, hasMore } = await search(context, { location, text: query.q ?? '' })
    return { found: found.map((each) => foundOut(each, now)), has_more: hasMore }
  },
} satisfies Handlers<Operations, 'AssayService_Search'>
