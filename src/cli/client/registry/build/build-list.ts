import type { Operations } from '../../../../client/apis.ts'
import type { Answer, Client } from '../../../../client/client.ts'
import type { RunClient } from '../../client-command.ts'
import { notFound } from '../../client-failure.ts'
import type { Tone } from '../../output/colour.ts'
import { fromNow } from '../../output/moment.ts'
import { findVersion, type Version } from '../reference.ts'
import { versionParams } from '../version/version-reach.ts'

export type Build = NonNullable<Answer<Operations['PackerService_GetBuild']>['build']>

const tones: Readonly<Record<Build['status'], Tone | null>> = {
  BUILD_UNSET: 'quiet',
  BUILD_RUNNING: 'soon',
  BUILD_DONE: 'good',
  BUILD_CANCELLED: 'quiet',
  BUILD_FAILED: 'bad',
}

/** `done`. */
export const buildStatusText = ({ status }: Pick<Build, 'status'>): string =>
  status.replace(/^BUILD_/, '').toLowerCase()

export const buildList: RunClient = async ({ client, output, now }, { args: [reference = ''] }) => {
  const builds = await buildsOf(client, await findVersion(client, reference))
  await output.list(builds, {
    columns: [
      { title: 'component type', text: ({ component_type: type }) => type },
      { title: 'platform', text: ({ platform }) => platform },
      { title: 'status', text: buildStatusText, tone: ({ status }) => tones[status] },
      {
        title: 'images',
        text: ({ artifacts }) => artifacts.map((artifact) => artifact.external_identifier).join(', '),
      },
      { title: 'id', text: ({ id }) => id },
      { title: 'updated', text: ({ updated_at: at }) => (at === null ? '' : fromNow(at, now)), tone: () => 'quiet' },
    ],
    name: ({ id }) => id,
    none: `no builds of ${reference} yet: create one with packer build or assay build create`,
  })
}

export async function buildsOf(client: Client<Operations>, version: Version): Promise<readonly Build[]> {
  const builds: Build[] = []
  for await (const page of client.pages('PackerService_ListBuilds', { params: versionParams(version) }))
    builds.push(...page.builds)
  return builds
}

/** Finds a build by its ID, or by its component type if only one build has it. */
export async function findBuild(client: Client<Operations>, version: Version, wanted: string): Promise<Build> {
  const builds = await buildsOf(client, version)
  const found = builds.filter(({ id, component_type: type }) => id === wanted || type === wanted)
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  const name = `${version.bucket_name}@${version.name}`
  throw notFound(
    only === undefined
      ? `${name} has no build ${JSON.stringify(wanted)}: assay build list ${name} lists its builds`
      : `${name} has ${found.length} builds ${JSON.stringify(wanted)}: use the id of one: ${found.map(({ id }) => id).join(', ')}`,
  )
}
