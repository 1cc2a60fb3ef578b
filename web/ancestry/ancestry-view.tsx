// What is built from what, as a graph or as a table. The choice is in the address.
import { Group, SegmentedControl, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { addressNow } from '../parts/page-turns.tsx'
import { ancestryWords } from '../words/ancestry-words.ts'
import { words } from '../words/words.ts'
import { AncestryTable } from './ancestry-table.tsx'
import type { BornRelation } from './generations.ts'
import type { Relation } from './relation.ts'
import { DRAWN } from './use-relations.ts'

const AncestryGraph = lazy(async () => ({ default: (await import('./ancestry-graph.tsx')).AncestryGraph }))

const WIDE = '(min-width: 48rem)'
const views = Object.entries(ancestryWords.views).map(([value, label]) => ({ value, label }))

interface AncestryViewProps {
  readonly relations: readonly (Relation | BornRelation)[]
  /** Whether there are more relations than these. */
  readonly isPart: boolean
  /** All known relations of the registry, and whether there are more; by default the same as `relations`. */
  readonly known?: { readonly relations: readonly Relation[]; readonly isPart: boolean }
  readonly centre?: string
  /** Further controls, shown beside the choice of view. */
  readonly choices?: ReactNode
}

export function AncestryView({ relations, isPart, known = { relations, isPart }, centre, choices }: AncestryViewProps) {
  const [search, setSearch] = useSearchParams()
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  const usual = isWide && !isPart && relations.length <= DRAWN ? 'graph' : 'table'
  const asked = search.get('view')
  const view = asked === 'graph' || asked === 'table' ? asked : usual
  return (
    <>
      <Group gap="sm" mb="xs" className="no-print">
        {choices}
        <SegmentedControl
          aria-label={ancestryWords.view}
          data={views}
          value={view}
          onChange={(value) => {
            const there = addressNow()
            there.set('view', value)
            setSearch(there)
          }}
        />
      </Group>
      <p className="quiet" role="status">
        {ancestryWords.count(relations.length)}. {isPart && ancestryWords.part}
      </p>
      {view === 'table' ? (
        <AncestryTable relations={relations} />
      ) : (
        <Suspense fallback={<Skeleton height={320} aria-label={words.loading} />}>
          <AncestryGraph
            relations={relations}
            known={known.relations}
            isPart={known.isPart}
            {...(centre !== undefined && { centre })}
          />
        </Suspense>
      )}
    </>
  )
}
