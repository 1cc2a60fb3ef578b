// Which version a channel is to be pointed at, however the user asked for it, and the last change, so that it can be undone.
import { useState } from 'react'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { registryClient } from '../asking/registry-client.ts'
import { useChange } from '../asking/use-change.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import type { Status } from '../parts/status-badge.tsx'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'

export type Channel = Answer<Operations['PackerService_ListChannels']>['channels'][number]

/** What pointing needs to know of a version. */
export interface Target {
  readonly fingerprint: string
  readonly name: string
  readonly status: Status
}

export interface Asked {
  readonly channelName: string
  readonly version: Target
}

export interface Done {
  readonly channelName: string
  readonly now: Target
  readonly was: Target | null
}

export interface Pointing {
  readonly asked: Asked | null
  readonly done: Done | null
  readonly ask: (asked: Asked) => void
  readonly drop: () => void
  readonly finish: (done: Done | null) => void
}

export function usePointing(): Pointing {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  return {
    asked,
    done,
    ask: setAsked,
    drop() {
      setAsked(null)
    },
    finish(after) {
      setAsked(null)
      setDone(after)
    },
  }
}

const { obstacles } = channelWords
const ASSIGNABLE: readonly Status[] = ['VERSION_ACTIVE', 'VERSION_REVOCATION_SCHEDULED']

/** Why no channel may point at this version; null when channels may. */
export function versionObstacle({ name, status }: Pick<Target, 'name' | 'status'>): string | null {
  if (ASSIGNABLE.includes(status)) return null
  return status === 'VERSION_REVOKED' ? obstacles.revoked(name) : obstacles.unfinished(words.status[status])
}

/** Why this channel may not be pointed at this version, whatever the user's permissions; null when it may. */
export function pointObstacle({ name, managed, version: at }: Channel, version: Target): string | null {
  if (managed) return obstacles.managed(name)
  return versionObstacle(version) ?? (at?.fingerprint === version.fingerprint ? obstacles.already(name, at.name) : null)
}

/** Points a channel, unless it has been moved since the user decided. */
export function usePointChannel(place: BucketPlace, channelName: string, was: Target | null) {
  return useChange('PackerService_UpdateChannel', {
    async before() {
      const params = { ...place.params, channel_name: channelName }
      const { channel } = await registryClient.call('PackerService_GetChannel', { params })
      const now = channel?.version ?? null
      if (now?.fingerprint !== was?.fingerprint)
        throw new Error(channelWords.point.overtaken(channelName, now?.name ?? null, was?.name ?? null))
    },
  })
}

/** The request that points a channel; an empty fingerprint un-assigns it. */
export const pointRequest = ({ params }: BucketPlace, channelName: string, fingerprint: string) => ({
  params: { ...params, channel_name: channelName },
  body: { version_fingerprint: fingerprint, update_mask: 'versionFingerprint' },
})

/** The channels that the registry manages, then the others, each by creation time. */
export const inOrder = (channels: readonly Channel[]): readonly Channel[] =>
  [...channels].sort(
    (a, b) =>
      Number(b.managed) - Number(a.managed) ||
      (a.created_at ?? '').localeCompare(b.created_at ?? '') ||
      a.name.localeCompare(b.name),
  )
