// The ancestors and descendants of a bucket, generation by generation.
import type { Relation } from './relation.ts'

export interface BornRelation extends Relation {
  /** The distance from the bucket: -1 for what it is built from, 1 for what is built from it. */
  readonly generation: number
}

export const directions = ['both', 'parents', 'children'] as const
export type Direction = (typeof directions)[number]

interface Asked {
  readonly bucketName: string
  readonly direction: Direction
  readonly depth: number
}

/** Nearest first. `direct` are the bucket's own relations; more distant ones are looked up in `all`, those of the registry. */
export function generationsOf(
  { bucketName, direction, depth }: Asked,
  direct: readonly Relation[],
  all: readonly Relation[],
): readonly BornRelation[] {
  // A bucket that is built from itself is in no other generation.
  const others = direct.filter(({ child, parent }) => child.bucketName !== parent.bucketName)
  const up = direction === 'children' ? [] : walk(bucketName, 'parent', depth, others, all)
  const down = direction === 'parents' ? [] : walk(bucketName, 'child', depth, others, all)
  return [...up, ...down].toSorted((one, other) => Math.abs(one.generation) - Math.abs(other.generation))
}

function walk(
  bucketName: string,
  towards: 'child' | 'parent',
  depth: number,
  direct: readonly Relation[],
  all: readonly Relation[],
): readonly BornRelation[] {
  const from = towards === 'parent' ? 'child' : 'parent'
  const leaving = Map.groupBy(all, (relation) => relation[from].bucketName)
  const seen = new Set([bucketName])
  const found: BornRelation[] = []
  let near = direct.filter((relation) => relation[from].bucketName === bucketName)
  for (let distance = 1; distance <= depth && near.length > 0; distance += 1) {
    const generation = towards === 'parent' ? -distance : distance
    found.push(...near.map((relation) => ({ ...relation, generation })))
    const reached = new Set(near.map((relation) => relation[towards].bucketName).filter((name) => !seen.has(name)))
    for (const name of reached) seen.add(name)
    near = [...reached].flatMap((name) => leaving.get(name) ?? [])
  }
  return found
}
