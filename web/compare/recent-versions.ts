// The newest versions of a bucket, in short, for the user to choose from.
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { useAnswer } from '../asking/use-answer.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import type { Status } from '../parts/status-badge.tsx'
import { numberOf } from './differences.ts'

type Overview = Answer<Operations['AssayService_ListVersionOverviews']>['versions'][number]
type ListedVersion = NonNullable<Answer<Operations['PackerService_ListChannels']>['channels'][number]['version']>

export interface ShortVersion {
  readonly fingerprint: string
  readonly name: string
  readonly status: Status
  readonly createdAt: string | null
  readonly platforms: readonly string[]
  readonly isOutOfDate: boolean
}

const shortOverview = ({ version, platforms, parent_status: parents }: Overview): readonly ShortVersion[] =>
  version === null
    ? []
    : [
        {
          fingerprint: version.fingerprint,
          name: version.name,
          status: version.status,
          createdAt: version.created_at,
          platforms,
          isOutOfDate: parents === 'OUT_OF_DATE',
        },
      ]

/** The short form of a version in a list of channels. */
export const shortVersion = (version: ListedVersion): ShortVersion => ({
  fingerprint: version.fingerprint,
  name: version.name,
  status: version.status,
  createdAt: version.created_at,
  platforms: [...new Set(version.builds.map(({ platform }) => platform))].filter((platform) => platform !== ''),
  isOutOfDate: version.parents?.status === 'OUT_OF_DATE',
})

export const VERSIONS_A_PAGE = 50

interface PageQuery {
  readonly 'pagination.next_page_token'?: string
  readonly 'pagination.previous_page_token'?: string
}

export function useVersions({ params }: BucketPlace, page: PageQuery = {}) {
  const query = { ...page, 'pagination.page_size': VERSIONS_A_PAGE }
  const answer = useAnswer('AssayService_ListVersionOverviews', { params, query })
  return { ...answer, versions: answer.data?.versions.flatMap(shortOverview) }
}

/** The complete versions between two, oldest first; undefined where the list does not reach that far. */
export function versionsBetween(
  versions: readonly ShortVersion[],
  one: string,
  other: string,
): readonly string[] | undefined {
  const [low = 0, high = 0] = [numberOf(one), numberOf(other)].sort((a, b) => a - b)
  const names = versions.map(({ name }) => name)
  if (!names.includes(`v${low}`)) return undefined
  return names.filter((name) => numberOf(name) > low && numberOf(name) < high).reverse()
}
