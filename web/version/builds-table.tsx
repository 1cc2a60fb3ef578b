// The builds of a version by region: where each image is, by the identifier that its cloud gave it.
import { bucketResource, type Permits, usePermits } from '../asking/permissions.ts'
import { Copyable } from '../parts/copyable.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { Table } from '../parts/table.tsx'
import { versionWords } from '../words/version-words.ts'
import { words } from '../words/words.ts'
import { BuildDeletion } from './build-deletion.tsx'
import { Sboms } from './sboms.tsx'
import type { Build, Version, VersionPlace } from './use-version.ts'

const names = versionWords.builds
/** With at most this many builds, the SBOMs of each are requested at once; with more, on demand. */
const ASKED_AT_ONCE = 10

interface BuildsTableProps {
  readonly place: VersionPlace
  readonly version: Version
}

export function BuildsTable({ place, version: { name, builds } }: BuildsTableProps) {
  const permits = usePermits(bucketResource(place.project.id, place.bucket.name))
  // A complete version keeps its builds.
  const isOpen = name === 'v0'
  if (builds.length === 0) return <p className="quiet">{names.none}</p>
  const columns = [names.build, names.platform, names.status, names.region, names.identifier, names.sboms]
  return (
    <Table columns={isOpen ? [...columns, names.deletion.column] : columns} hasGroups>
      {builds.map((build) => (
        <BuildRows
          key={build.id}
          place={place}
          build={build}
          isAskedAtOnce={builds.length <= ASKED_AT_ONCE}
          deletion={isOpen ? permits : null}
        />
      ))}
    </Table>
  )
}

interface BuildRowsProps {
  readonly place: VersionPlace
  readonly build: Build
  readonly isAskedAtOnce: boolean
  /** The permissions that decide about deletion; null when nobody can delete the build. */
  readonly deletion: Permits | null
}

function BuildRows({ place, build, isAskedAtOnce, deletion }: BuildRowsProps) {
  const { component_type: name, artifacts } = build
  const [first, ...others] = artifacts
  const rows = Math.max(1, artifacts.length)
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" rowSpan={rows}>
          {name}
        </th>
        <td rowSpan={rows}>{build.platform}</td>
        <td rowSpan={rows}>
          <StatusBadge status={build.status} />
        </td>
        <ArtifactCells build={name} artifact={first} />
        <td rowSpan={rows}>
          <Sboms place={place} build={build} isAskedAtOnce={isAskedAtOnce} />
        </td>
        {deletion && (
          <td rowSpan={rows}>
            <BuildDeletion place={place} build={build} permits={deletion} />
          </td>
        )}
      </tr>
      {others.map((artifact) => (
        <tr key={artifact.id}>
          <ArtifactCells build={name} artifact={artifact} />
        </tr>
      ))}
    </tbody>
  )
}

interface ArtifactCellsProps {
  readonly build: string
  readonly artifact: Build['artifacts'][number] | undefined
}

function ArtifactCells({ build, artifact }: ArtifactCellsProps) {
  if (artifact === undefined)
    return (
      <td colSpan={2} className="quiet">
        {words.none}
      </td>
    )
  const { region, external_identifier: identifier } = artifact
  return (
    <>
      <td className="nowrap">{region}</td>
      <td>
        <Copyable text={identifier} label={names.identifierOf(build, region)} />
      </td>
    </>
  )
}
