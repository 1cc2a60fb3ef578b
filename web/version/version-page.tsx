// A version: the actions on it, where its images are, and where it comes from.
import { Group } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAnswer } from '../asking/use-answer.ts'
import { usePart } from '../bucket/use-part.ts'
import { Answered } from '../parts/answered.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { SectionHead } from '../parts/section-head.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { channelStateOf } from '../registry/channel-standing.tsx'
import { versionWords } from '../words/version-words.ts'
import { BuildsTable } from './builds-table.tsx'
import { ChannelTimes } from './channel-times.tsx'
import { Provenance } from './provenance.tsx'
import { calledVersion, useVersionPlace, type Version, type VersionPlace } from './use-version.ts'
import { VersionActions } from './version-actions.tsx'
import { VersionStrip } from './version-strip.tsx'
import { type Done, WhatWasDone } from './what-was-done.tsx'

export function VersionPage() {
  const place = useVersionPlace()
  const answer = useAnswer('PackerService_GetVersion', { params: place.params })
  const version = answer.data?.version
  usePart(version ? calledVersion(version) : place.fingerprint)
  return (
    <Answered answer={answer} lines={10}>
      {() => version && <VersionShown place={place} version={version} />}
    </Answered>
  )
}

function VersionShown({ place, version }: { readonly place: VersionPlace; readonly version: Version }) {
  const [done, setDone] = useState<Done | null>(null)
  const { data } = useAnswer('PackerService_ListChannels', { params: place.bucket.params })
  const channels = (data?.channels ?? []).filter((channel) => channel.version?.id === version.id)
  const onRestored = (wasScheduled: boolean) => {
    setDone((before) => (wasScheduled ? { kind: 'cancelled' } : { kind: 'restored', moved: movedBy(before) }))
  }
  return (
    <>
      <SectionHead
        title={version.name}
        aside={
          <>
            <StatusBadge status={version.status} />
            <Copyable text={version.fingerprint} label={versionWords.fingerprint} />
          </>
        }
        actions={
          <VersionActions
            place={place}
            version={version}
            channels={channels.filter(({ managed }) => !managed).map(({ name }) => name)}
            onRevoked={(preview, isLater) => {
              setDone({ kind: isLater ? 'scheduled' : 'revoked', preview })
            }}
            onRestored={onRestored}
          />
        }
      />
      <VersionStrip project={place.project} version={version} />
      {done && <WhatWasDone place={place} name={version.name} done={done} onRestored={onRestored} />}
      <Group gap="md" mb="md" component="section" aria-label={versionWords.origin.channels}>
        <span className="quiet">{versionWords.origin.channels}</span>
        {channels.length === 0 && <span>{versionWords.origin.noChannels}</span>}
        {channels.map((channel) => (
          <Link key={channel.name} to={`${place.bucket.path}?channel=${encodeURIComponent(channel.name)}`}>
            <ChannelMark name={channel.name} state={channelStateOf(channel)} />
          </Link>
        ))}
      </Group>
      <h2>{versionWords.builds.title}</h2>
      <BuildsTable place={place} version={version} />
      <h2>{versionWords.origin.title}</h2>
      <div className="panel">
        <Provenance place={place} version={version} />
      </div>
      <h2>{versionWords.channels.title}</h2>
      <ChannelTimes place={place} channels={data?.channels} />
    </>
  )
}

const movedBy = (before: Done | null) => (before?.kind === 'revoked' ? (before.preview?.channels ?? []) : [])
