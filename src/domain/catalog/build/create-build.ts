import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { alreadyExists, fail, failedPrecondition, invalidArgument, notFound } from '../../errors.ts'
import { versionSnapshot, wholeBuild } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { completeIfReady } from '../version/complete-version.ts'
import type { VersionRef } from '../version/get-version.ts'
import { isComplete, nameOf } from '../version/version.ts'
import { requireBuildCount, requireRoom } from './build-weight.ts'
import type { Build, Heartbeats } from './build.ts'
import { type BuildChanges, mergeBuild, requireLengths, signsOfLife } from './merge-build.ts'
import { recordParent } from './record-parent.ts'

/**
 * Adds a build to an incomplete version. A second build of the same component type is `already_exists`, which makes Packer
 * skip the component. A version whose builds are all created as done completes a moment after the last of them.
 */
export async function createBuild(
  context: Context,
  input: VersionRef & {
    readonly componentType: string
    readonly changes: BuildChanges
    readonly heartbeats: Heartbeats
  },
): Promise<Build> {
  const { fingerprint, componentType, changes, heartbeats } = input
  authorize(context, 'build.create', input)
  if (componentType === '') throw invalidArgument('component_type', 'is required, such as "amazon-ebs.ubuntu"')
  requireLengths({ ...changes, componentType })
  const hold = changes.parentVersionId ? 'alone' : 'shared'
  return changeBucket(context, 'build.create', hold, input, async (change, bucket) => {
    const { tx } = change
    const { version } =
      (await tx.versions.findAroundBuild(bucket.id, fingerprint, null)) ?? fail(notFound('version', fingerprint))
    if (isComplete(version))
      throw failedPrecondition(
        `version ${nameOf(version)} (fingerprint "${fingerprint}") is complete: use a new fingerprint to build another version`,
      )
    if (version.builds.some((build) => build.componentType === componentType))
      throw alreadyExists('build', componentType)
    requireBuildCount(version)
    // Later than the other builds, because a version's builds are listed in the order of creation.
    const createdAt = nowAfter(change.now, version.createdAt, ...version.builds.map((build) => build.createdAt))
    const empty = emptyBuild(change.newId(), version.id, componentType, createdAt)
    const merged = mergeBuild(empty, changes, { newId: change.newId, createdAt })
    const build = { ...merged, ...signsOfLife({ before: empty, changes, heartbeats, now: change.now }) }
    requireRoom(version, null, build)
    await tx.builds.insert(build)
    const payload = { version: versionSnapshot(version, change.now), build: wholeBuild(build) }
    recordEvent(change, { kind: 'build.created', bucket, payload })
    await recordParent(change, version, null, build)
    const extended = { ...version, builds: [...version.builds, build] }
    await completeIfReady(change, { bucket, before: version, after: extended, build })
    return build
  })
}

const emptyBuild = (id: string, versionId: string, componentType: string, createdAt: string): Build => ({
  id,
  versionId,
  componentType,
  status: 'unset',
  platform: '',
  packerRunUuid: '',
  labels: {},
  artifacts: [],
  sourceExternalIdentifier: '',
  parentVersionId: '',
  parentChannelId: '',
  metadata: null,
  heartbeatAt: null,
  startedAt: null,
  createdAt,
  updatedAt: createdAt,
})
