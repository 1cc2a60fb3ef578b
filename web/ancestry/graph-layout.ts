// The layout of the graph: parents to the left of children, with as few crossings as possible.
import { Graph, layout } from '@dagrejs/dagre'
import type { Relation, RelationStatus } from './relation.ts'
import { worst } from './use-boxes.ts'

export const BOX = { width: 208, height: 56 } as const

/** A line from a bucket to one that is built from it. */
export interface Line {
  readonly from: string
  readonly to: string
  readonly status: RelationStatus
}

interface Placed {
  readonly bucketName: string
  readonly x: number
  readonly y: number
}

/** One line for each pair of buckets, however many relations they have. */
export function linesOf(relations: readonly Relation[]): readonly Line[] {
  const others = relations.filter(({ parent, child }) => parent.bucketName !== child.bucketName)
  // Bucket names contain no spaces.
  const ofPair = Map.groupBy(others, ({ parent, child }) => `${parent.bucketName} ${child.bucketName}`)
  return [...ofPair.values()].flatMap((alike) => {
    const [first] = alike
    const status = worst(alike.map((relation) => relation.status))
    return first && status ? [{ from: first.parent.bucketName, to: first.child.bucketName, status }] : []
  })
}

export function placesOf(bucketNames: readonly string[], lines: readonly Line[]): readonly Placed[] {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 72, marginx: 8, marginy: 8 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const name of [...bucketNames].sort()) graph.setNode(name, { ...BOX })
  for (const { from, to } of lines) graph.setEdge(from, to)
  layout(graph)
  return bucketNames.map((bucketName) => {
    // The layout gives the centre of the box.
    const { x, y } = graph.node(bucketName) as { readonly x: number; readonly y: number }
    return { bucketName, x: x - BOX.width / 2, y: y - BOX.height / 2 }
  })
}
