// A registry without a complete version: how to push the first image. The list replaces this once there is one.
import { Link } from 'react-router'
import type { Project } from '../asking/place.ts'
import { bucketPath } from '../bucket/use-bucket.ts'
import { HEXAGON } from '../parts/channel-mark.tsx'
import { clientVariables } from '../parts/client-variables.ts'
import { Lines } from '../parts/lines.tsx'
import { words } from '../words/words.ts'
import type { BucketOverview } from './channel-standing.tsx'

const { first } = words.registry

interface FirstStepsProps {
  readonly project: Project
  /** Existing buckets, none of which has a complete version. */
  readonly begun?: readonly BucketOverview[]
}

export function FirstSteps({ project, begun = [] }: FirstStepsProps) {
  const tried = begun.find(({ newest_version: newest }) => newest !== null)
  return (
    <section className="panel" aria-labelledby="first-steps">
      <h2 id="first-steps">{first.title}</h2>
      <p>{first.says}</p>
      <ol>
        <li>
          <p>{first.variables}</p>
          <Lines text={variablesOf(project)} label={first.variables} />
        </li>
        <li>
          <p>{first.template}</p>
          <Lines text={TEMPLATE} label={first.template} />
        </li>
        <li>
          <p>{first.build}</p>
          <Lines text="packer build hello.pkr.hcl" label={first.build} />
        </li>
      </ol>
      <p role="status" className="in-line">
        <FillingMark of={tried ? 'begun' : 'waiting'} />
        {tried?.newest_version ? (
          <span>
            {first.begun} <Link to={bucketPath(project, tried.name)}>{tried.name}</Link>:{' '}
            {words.status[tried.newest_version.status]}
          </span>
        ) : (
          first.waiting
        )}
      </p>
    </section>
  )
}

interface FirstVersionProps {
  readonly project: Project
  readonly bucket: BucketOverview
}

/** The news of the first version, for a user who has waited for it. */
export function FirstVersion({ project, bucket }: FirstVersionProps) {
  return (
    <p role="status" className="note in-line" data-look="valid">
      <FillingMark of="arrived" />
      {first.arrived} <Link to={bucketPath(project, bucket.name)}>{first.use(bucket.name)}</Link>
    </p>
  )
}

const fills = { waiting: 18, begun: 9, arrived: 0 } as const

/** The hexagon of the channel marks, filled from below. */
function FillingMark({ of }: { readonly of: keyof typeof fills }) {
  return (
    <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
      <clipPath id="filled">
        <rect y={fills[of]} width="18" height="18" />
      </clipPath>
      <path d={HEXAGON} fill="var(--gold-fill)" clipPath="url(#filled)" />
      <path d={HEXAGON} fill="none" stroke={of === 'waiting' ? 'var(--line)' : 'var(--gold)'} strokeWidth="1.2" />
    </svg>
  )
}

const variablesOf = ({ id, organizationId }: Project) =>
  clientVariables({ organizationId, projectId: id, clientId: first.clientId, clientSecret: first.clientSecret })

const TEMPLATE = `packer {
  required_version = ">= 1.7.7"
}

source "file" "hello" {
  content = "hello"
  target  = "hello.txt"
}

build {
  hcp_packer_registry {
    bucket_name = "hello"
    description = "The first image"
    bucket_labels = {
      team = "platform"
    }
  }
  sources = ["source.file.hello"]
}`
