// The box of a bucket in the graph: its name, its newest version and that version's status.
import type { Node, NodeProps } from '@xyflow/react'
import { useContext } from 'react'
import { Link } from 'react-router'
import { StatusBadge } from '../parts/status-badge.tsx'
import { LitContext } from './lit-boxes.ts'
import type { Box } from './use-boxes.ts'

export type BoxNode = Node<{ readonly box: Box; readonly path: string; readonly isCentre: boolean }, 'bucket'>

export function BucketBox({ data: { box, path, isCentre } }: NodeProps<BoxNode>) {
  const { at, descendants, point, goTo } = useContext(LitContext)
  const { bucketName, versionName, status } = box
  const look = at === null ? undefined : at === bucketName ? 'at' : descendants.has(bucketName) ? 'descendant' : 'other'
  return (
    <Link
      to={path}
      className="ancestry-box nopan nodrag"
      data-look={look}
      data-centre={isCentre}
      draggable={false}
      onMouseEnter={() => {
        point(bucketName)
      }}
      onMouseLeave={() => {
        point(null)
      }}
      onFocus={({ currentTarget }) => {
        if (currentTarget.matches(':focus-visible')) goTo(bucketName)
      }}
      onBlur={() => {
        point(null)
      }}
    >
      <span className="ancestry-box-name" title={bucketName}>
        {bucketName}
      </span>
      <span className="ancestry-box-version">
        {versionName} {status !== undefined && <StatusBadge status={status} />}
      </span>
    </Link>
  )
}
