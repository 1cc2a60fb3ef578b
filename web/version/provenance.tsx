// Where a version comes from: who made it and when, from which commit, in which run, with which Packer.
import type { ReactNode } from 'react'
import { BuiltFrom } from '../bucket/built-from.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { Fact } from '../parts/fact.tsx'
import { Labels } from '../parts/labels.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { versionWords } from '../words/version-words.ts'
import { type Commit, type Origin, originOf, type Run } from './origin.ts'
import type { Build, Version, VersionPlace } from './use-version.ts'

const names = versionWords.origin

export function Provenance({ place, version }: { readonly place: VersionPlace; readonly version: Version }) {
  const groups = Map.groupBy(version.builds, ({ metadata, labels, source_external_identifier: source }) =>
    JSON.stringify([metadata, labels, source]),
  )
  return (
    <>
      <dl className="facts">
        <Fact name={names.made}>
          <TimeAgo at={version.created_at} /> {version.author_id !== '' && versionWords.by(version.author_id)}
        </Fact>
        {/* While a version is incomplete, its builds say when they began and ended. */}
        {version.name !== 'v0' && (
          <Fact name={names.built}>
            <TimeAgo at={version.updated_at} />
          </Fact>
        )}
        <Fact name={names.parents}>
          <BuiltFrom place={place.bucket} fingerprint={version.fingerprint} />
        </Fact>
      </dl>
      {[...groups.values()].map((builds) => (
        <OriginOf key={builds[0]?.id} builds={builds} templateType={version.template_type} isOne={groups.size === 1} />
      ))}
    </>
  )
}

interface OriginOfProps {
  /** Builds of the same origin. */
  readonly builds: readonly Build[]
  readonly templateType: Version['template_type']
  readonly isOne: boolean
}

function OriginOf({ builds, templateType, isOne }: OriginOfProps) {
  const [build] = builds
  if (build === undefined) return null
  const origin = originOf(build.metadata)
  return (
    <>
      {!isOne && <h3>{names.of(builds.map(({ component_type: name }) => name))}</h3>}
      <dl className="facts" style={{ marginTop: 8 }}>
        {origin.commit && <CommitFacts commit={origin.commit} />}
        {origin.run && (
          <Fact name={names.run}>
            <RunLink run={origin.run} />
          </Fact>
        )}
        <PackerFacts origin={origin} templateType={templateType} />
        {build.source_external_identifier !== '' && (
          <Fact name={names.source}>
            <Copyable text={build.source_external_identifier} label={names.source} />
          </Fact>
        )}
        {Object.keys(build.labels).length > 0 && (
          <Fact name={names.labels}>
            <Labels labels={build.labels} />
          </Fact>
        )}
      </dl>
    </>
  )
}

function PackerFacts({ origin, templateType }: { readonly origin: Origin } & Pick<OriginOfProps, 'templateType'>) {
  return (
    <>
      <Fact name={names.packer}>{origin.packer ?? <span className="quiet">{names.nothing}</span>}</Fact>
      {origin.plugins.length > 0 && (
        <Fact name={names.plugins}>
          {origin.plugins.map((plugin) => (
            <div key={plugin}>{plugin}</div>
          ))}
        </Fact>
      )}
      <Fact name={names.template}>
        {(templateType !== 'TEMPLATE_TYPE_UNSET' || origin.template === null) && names.templateType[templateType]}{' '}
        {origin.template !== null && <code>{origin.template}</code>}
      </Fact>
      {origin.system !== null && <Fact name={names.system}>{origin.system}</Fact>}
      {origin.only.length > 0 && <Fact name={names.only}>{origin.only.join(', ')}</Fact>}
      {origin.except.length > 0 && <Fact name={names.except}>{origin.except.join(', ')}</Fact>}
      {origin.variables.length > 0 && <Fact name={names.variables}>{origin.variables.join(', ')}</Fact>}
    </>
  )
}

function CommitFacts({ commit }: { readonly commit: Commit }) {
  const id = <code>{commit.id}</code>
  return (
    <>
      <Fact name={names.commit}>
        {commit.link === null ? id : <Outward to={commit.link}>{id}</Outward>}{' '}
        {commit.hasUncommittedChanges && (
          <span className="badge" data-look="scheduled">
            {names.uncommitted}
          </span>
        )}
      </Fact>
      {commit.ref !== null && <Fact name={names.ref}>{commit.ref}</Fact>}
      {commit.author !== null && <Fact name={names.commitAuthor}>{commit.author}</Fact>}
    </>
  )
}

function RunLink({ run: { system, link, name } }: { readonly run: Run }) {
  const says = [names.runOf(system), ...(name === null ? [] : [name])].join(' · ')
  return link === null ? says : <Outward to={link}>{says}</Outward>
}

/** A link to another server, which is not sent the address of this page. */
function Outward({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <a href={to} rel="noreferrer">
      {children}
    </a>
  )
}
