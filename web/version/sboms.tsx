// The SBOMs of a build, each to download.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../asking/use-answer.ts'
import { useCall } from '../asking/use-call.ts'
import { Answered } from '../parts/answered.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { versionWords } from '../words/version-words.ts'
import { words } from '../words/words.ts'
import type { Build, VersionPlace } from './use-version.ts'

const names = versionWords.builds
/** A low rate is enough: SBOMs are uploaded before their build is done. */
const SELDOM = 300_000

interface SbomsProps {
  readonly place: VersionPlace
  readonly build: Build
  /** Whether the SBOMs are requested before the user asks for them. */
  readonly isAskedAtOnce: boolean
}

export function Sboms({ place, build, isAskedAtOnce }: SbomsProps) {
  const [isAsked, setAsked] = useState(isAskedAtOnce)
  const params = { ...place.params, build_id: build.id }
  const answer = useAnswer('PackerService_ListSboms', { params }, { when: isAsked, again: SELDOM })
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
    <Answered answer={answer} lines={1}>
      {({ sboms }) =>
        sboms.length === 0 ? (
          <span className="quiet">{words.none}</span>
        ) : (
          sboms.map(({ id, name, format }) => <Sbom key={id} params={params} name={name} format={format} />)
        )
      }
    </Answered>
  )
}

interface SbomProps {
  readonly params: VersionPlace['params'] & { readonly build_id: string }
  readonly name: string
  readonly format: string
}

function Sbom({ params, name, format }: SbomProps) {
  const download = useCall('PackerService_GetSbom')
  return (
    <div className="nowrap">
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
      {download.error && <ErrorNote error={download.error} />}
    </div>
  )
}
