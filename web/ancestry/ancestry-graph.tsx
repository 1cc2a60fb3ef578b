// What is built from what, as a graph. It is loaded when the user opens it; the table gives the same information.
import '@xyflow/react/dist/base.css'
import './ancestry.css'
import { type Edge, Position, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { type Project, useProject } from '../asking/place.ts'
import { bucketPath } from '../bucket/use-bucket.ts'
import { ancestryWords } from '../words/ancestry-words.ts'
import { type BoxNode, BucketBox } from './bucket-box.tsx'
import { GraphControls, type Move, movingByKeys } from './graph-controls.tsx'
import { GraphLegend } from './graph-legend.tsx'
import { BOX, type Line, linesOf, placesOf } from './graph-layout.ts'
import { LitContext } from './lit-boxes.ts'
import { descendantsOf, type Relation } from './relation.ts'
import { type Box, useBoxes } from './use-boxes.ts'

const nodeTypes = { bucket: BucketBox }
const STEP = 120
const FIT = { maxZoom: 1, padding: 0.05 }
/** Never zooms out so far that text is illegible: a large graph is at first shown in part. */
const LEGIBLE = { ...FIT, minZoom: 0.6 }
/** Height added to that of the boxes, so that no line is cut off. The window limits the sum. */
const ROOM = 64

interface AncestryGraphProps {
  readonly relations: readonly Relation[]
  /** All known relations, including those that are not drawn. */
  readonly known: readonly Relation[]
  /** Whether there are more relations than `known`. */
  readonly isPart: boolean
  /** The bucket whose ancestry is shown; absent for a whole registry. */
  readonly centre?: string
}

export function AncestryGraph({ relations, known, isPart, centre }: AncestryGraphProps) {
  const project = useProject()
  const boxes = useBoxes(project, relations)
  return (
    <ReactFlowProvider>
      <Drawing {...{ project, relations, known, isPart, boxes, centre }} />
    </ReactFlowProvider>
  )
}

interface DrawingProps extends Omit<AncestryGraphProps, 'centre'> {
  readonly project: Project
  readonly boxes: readonly Box[]
  readonly centre: string | undefined
}

function Drawing({ project, relations, known, isPart, boxes, centre }: DrawingProps) {
  const [at, point] = useState<string | null>(null)
  const flow = useReactFlow<BoxNode>()
  // The data is refetched often and mostly unchanged. Comparing it as text avoids a new layout.
  const drawn = JSON.stringify([boxes, linesOf(relations), centre, project])
  const { nodes, lines, height } = useMemo(() => nodesOf(drawn), [drawn])
  const descendants = useMemo(() => (at === null ? new Set<string>() : descendantsOf(at, known)), [at, known])
  const edges = lines.map((line) => edgeOf(line, at, descendants))
  const move = (where: Move): void => {
    moveIn(flow, where)
  }
  const goTo = (bucketName: string): void => {
    point(bucketName)
    const node = nodes.find(({ id }) => id === bucketName)
    if (node)
      void flow.setCenter(node.position.x + BOX.width / 2, node.position.y + BOX.height / 2, {
        zoom: flow.getZoom(),
        duration: 0,
      })
  }
  return (
    <LitContext value={{ at, descendants, point, goTo }}>
      <div className="ancestry-above">
        <GraphLegend />
        <GraphControls move={move} />
      </div>
      <div
        className="ancestry-graph"
        style={{ height: `min(${String(height + ROOM)}px, 70vh)` }}
        role="group"
        tabIndex={0}
        aria-label={ancestryWords.graph.name}
        aria-description={ancestryWords.graph.keys}
        onKeyDown={movingByKeys(move)}
      >
        <ReactFlow<BoxNode>
          aria-label={ancestryWords.graph.name}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          fitView
          fitViewOptions={LEGIBLE}
          minZoom={0.15}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          // The wheel scrolls the page.
          zoomOnScroll={false}
          preventScrolling={false}
          zoomOnDoubleClick={false}
          proOptions={{ hideAttribution: true }}
        />
      </div>
      <p className="quiet" role="status">
        {at === null ? ancestryWords.graph.hint : ancestryWords.graph.descendants(at, [...descendants].sort(), isPart)}
      </p>
    </LitContext>
  )
}

function nodesOf(drawn: string) {
  const [boxes, lines, centre, project] = JSON.parse(drawn) as [Box[], Line[], string | null, Project]
  const byName = new Map(boxes.map((box) => [box.bucketName, box]))
  const places = placesOf([...byName.keys()], lines)
  const nodes = places.flatMap(({ bucketName, x, y }): readonly BoxNode[] => {
    const box = byName.get(bucketName)
    if (box === undefined) return []
    const path = bucketPath(project, bucketName)
    const data = { box, path, isCentre: bucketName === centre }
    const handle = { y: BOX.height / 2, width: 1, height: 1 }
    return [
      {
        id: bucketName,
        type: 'bucket',
        position: { x, y },
        data,
        ...BOX,
        // The size is known, so the box is not measured first.
        measured: BOX,
        handles: [
          { ...handle, type: 'target', position: Position.Left, x: 0 },
          { ...handle, type: 'source', position: Position.Right, x: BOX.width },
        ],
        ariaRole: 'group',
      },
    ]
  })
  return { nodes, lines, height: Math.max(...places.map(({ y }) => y + BOX.height), 0) }
}

function edgeOf({ from, to, status }: Line, at: string | null, descendants: ReadonlySet<string>): Edge {
  const isLit = at !== null && (from === at || descendants.has(from)) && descendants.has(to)
  const look = at === null ? '' : isLit ? 'ancestry-lit' : 'ancestry-other'
  return {
    id: `${from} ${to}`,
    source: from,
    target: to,
    className: `ancestry-line ancestry-${status} ${look}`,
    zIndex: isLit ? 1 : 0,
    // The table says the same in words.
    domAttributes: { 'aria-hidden': true },
  }
}

function moveIn(flow: ReturnType<typeof useReactFlow<BoxNode>>, where: Move): void {
  const { x, y, zoom } = flow.getViewport()
  if (where === 'whole') void flow.fitView(FIT)
  else if (where === 'closer') void flow.zoomIn({ duration: 0 })
  else if (where === 'further') void flow.zoomOut({ duration: 0 })
  else {
    const dx = where === 'left' ? STEP : where === 'right' ? -STEP : 0
    const dy = where === 'up' ? STEP : where === 'down' ? -STEP : 0
    void flow.setViewport({ x: x + dx, y: y + dy, zoom })
  }
}
