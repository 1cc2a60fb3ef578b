import { labelsText } from '../bucket/bucket-show.ts'
import { imagesText } from '../channel/channel-show.ts'
import type { RunClient } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'
import type { Facts } from '../../output/output.ts'
import { findVersion } from '../reference.ts'
import { type Build, buildStatusText, findBuild } from './build-list.ts'

export const buildShow: RunClient = async ({ client, output, now }, { args: [reference = '', wanted = ''] }) => {
  const build = await findBuild(client, await findVersion(client, reference), wanted)
  await output.one(build, { facts: buildFacts(build, now), name: ({ id }) => id })
}

function buildFacts(build: Build, now: number): Facts {
  const { metadata, created_at: created, updated_at: updated } = build
  return [
    ['Build', build.component_type],
    ['Id', build.id],
    ['Platform', build.platform],
    ['Status', buildStatusText(build)],
    ['Images', imagesText({ builds: [build] })],
    ['Built from', build.source_external_identifier],
    ['Run', build.packer_run_uuid],
    ['Labels', labelsText(build.labels)],
    ['Packer', lineOf(metadata?.packer)],
    ['CI', lineOf(metadata?.cicd)],
    ['Source', lineOf(metadata?.vcs)],
    ['Created', created === null ? '' : fromNow(created, now)],
    ['Updated', updated === null ? '' : fromNow(updated, now)],
  ]
}

/** What Packer reports of its environment has no fixed shape. */
const lineOf = (part: unknown): string => (part === null || part === undefined ? '' : JSON.stringify(part))
