// What a bucket is built from and what is built from it, generation by generation.
import type { Relation } from './relation.ts'

export interface BornRelation extends Relation {
  /** How far from the bucket: -1 is what it is built from, 1 what is built from it. */
  readonly generation: number
}

export const directions = ['both', 'parents', 'children'] as const
export type Direction = (typeof directions)[number]

interface Asked {
  readonly bucketName: string
  readonly direction: Direction
  readonly depth: number
}

/** The nearest first. `direct` are those of the bucket itself; those further away are found among all of the registry. */
export function generationsOf(
  { bucketName, direction, depth }: Asked,
  direct: readonly Relation[],
  all: readonly Relation[],
): readonly BornRelation[] {
  // A bucket that is built from itself is in no generation but its own.
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
