// The ancestors and descendants of a bucket, for as many generations as the user asks for.
import { Group, SegmentedControl, Select } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../asking/use-answer.ts'
import { useBucketPlace } from '../bucket/use-bucket.ts'
import { Answered } from '../parts/answered.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PageTurns, usePageQuery, useChoose } from '../parts/page-turns.tsx'
import { ancestryWords } from '../words/ancestry-words.ts'
import { AncestryView } from './ancestry-view.tsx'
import { type Direction, directions, generationsOf } from './generations.ts'
import { relationsOfBucket } from './relation.ts'
import { DRAWN, useManyRelations } from './use-relations.ts'

const types = {
  both: 'ANCESTRY_TYPE_UNSET',
  parents: 'ANCESTRY_TYPE_PARENTS',
  children: 'ANCESTRY_TYPE_CHILDREN',
} as const satisfies Record<Direction, string>

/** The most generations that are followed; no chain of images is that long. */
const DEEPEST = 100

export function BucketAncestryPage() {
  const { project, name, params } = useBucketPlace()
  const [search] = useSearchParams()
  const direction = directions.find((each) => each === search.get('dir')) ?? 'both'
  const depth = Math.trunc(Number(search.get('depth')))
  const generations = depth > 0 ? Math.min(depth, DEEPEST) : DEEPEST
  const query = { type: types[direction], ...usePageQuery(DRAWN) }
  const answer = useAnswer('PackerService_ListBucketAncestry', { params, query })
  const many = useManyRelations(project)
  return (
    <Answered answer={answer} lines={10}>
      {({ relations, pagination }) => {
        const isPart = (pagination?.next_page_token ?? '') !== '' || (pagination?.previous_page_token ?? '') !== ''
        const asked = { bucketName: name, direction, depth: generations }
        const direct = relationsOfBucket(relations)
        const found = generationsOf(asked, direct, many.relations)
        const known = { relations: [...direct, ...many.relations], isPart: isPart || many.hasMore || many.isOnItsWay }
        if (found.length === 0 && !isPart && direction === 'both') return <p>{ancestryWords.nothingOfBucket(name)}</p>
        const choices = <Choices direction={direction} depth={generations} />
        return (
          <>
            {many.error !== null && <ErrorNote error={many.error} />}
            {many.hasMore && <p className="quiet">{ancestryWords.cut}</p>}
            {found.length === 0 ? (
              <>
                <Group gap="sm">{choices}</Group>
                <p>{ancestryWords.nothingThere}</p>
              </>
            ) : (
              <AncestryView relations={found} isPart={isPart} known={known} centre={name} choices={choices} />
            )}
            <PageTurns tokens={pagination} />
          </>
        )
      }}
    </Answered>
  )
}

function Choices({ direction, depth }: { readonly direction: Direction; readonly depth: number }) {
  const choose = useChoose()
  const set = (name: string, value: string, usual: string) => {
    choose(name, value === usual ? null : value)
  }
  return (
    <>
      <SegmentedControl
        aria-label={ancestryWords.direction}
        data={directions.map((value) => ({ value, label: ancestryWords.directions[value] }))}
        value={direction}
        onChange={(value) => {
          set('dir', value, 'both')
        }}
      />
      <Select
        aria-label={ancestryWords.depth}
        data={[...new Set(['1', '2', '3', ...(depth < DEEPEST ? [String(depth)] : []), 'all'])].map((value) => ({
          value,
          label: ancestryWords.generations(value),
        }))}
        value={depth < DEEPEST ? String(depth) : 'all'}
        allowDeselect={false}
        onChange={(value) => {
          set('depth', value ?? 'all', 'all')
        }}
      />
    </>
  )
}
