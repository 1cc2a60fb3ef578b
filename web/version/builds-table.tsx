// The builds of a version by region: where each image is, by the identifier that its cloud gave it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../asking/use-answer.ts'
import { useChange } from '../asking/use-change.ts'
import { Answered } from '../parts/answered.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { versionWords } from '../words/version-words.ts'
import { words } from '../words/words.ts'
import type { Build, VersionPlace } from './use-version.ts'

const names = versionWords.builds
/** Of so many builds each is asked for its SBOMs at once; of more when somebody wants to know. */
const ASKED_AT_ONCE = 10
/** An SBOM comes before its build is done. */
const SELDOM = 300_000

interface BuildsTableProps {
  readonly place: VersionPlace
  readonly builds: readonly Build[]
}

export function BuildsTable({ place, builds }: BuildsTableProps) {
  if (builds.length === 0) return <p className="quiet">{names.none}</p>
  const columns = [names.build, names.platform, names.status, names.region, names.identifier, names.sboms]
  return (
    <div className="table-frame">
      <table className="table table-groups">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {builds.map((build) => (
          <BuildRows key={build.id} place={place} build={build} isAskedAtOnce={builds.length <= ASKED_AT_ONCE} />
        ))}
      </table>
    </div>
  )
}

interface BuildRowsProps {
  readonly place: VersionPlace
  readonly build: Build
  readonly isAskedAtOnce: boolean
}

function BuildRows({ place, build, isAskedAtOnce }: BuildRowsProps) {
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

function Sboms({ place, build, isAskedAtOnce }: BuildRowsProps) {
  const [isAsked, setAsked] = useState(isAskedAtOnce)
  const params = { ...place.params, build_id: build.id }
  const answer = useAnswer('PackerService_ListSboms', { params }, { when: isAsked, again: SELDOM })
  const download = useChange('PackerService_GetSbom')
  if (!isAsked)
    return (
      <Button
        size="compact-sm"
        onClick={() => {
          setAsked(true)
        }}
      >
        {names.lookForSboms}
      </Button>
    )
  return (
    <>
      <Answered answer={answer} lines={1}>
        {({ sboms }) =>
          sboms.length === 0 ? (
            <span className="quiet">{words.none}</span>
          ) : (
            sboms.map(({ id, name, format }) => (
              <div key={id} className="nowrap">
                <Button
                  size="compact-sm"
                  aria-label={names.download(name)}
                  loading={download.isPending}
                  onClick={() => {
                    download.mutate(
                      { params: { ...params, sbom_name: name } },
                      {
                        onSuccess: ({ download_url: address }) => {
                          location.assign(address)
                        },
                      },
                    )
                  }}
                >
                  {name}
                </Button>{' '}
                <span className="quiet">{format}</span>
              </div>
            ))
          )
        }
      </Answered>
      {download.error && <ErrorNote error={download.error} />}
    </>
  )
}
