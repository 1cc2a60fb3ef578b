import type { ClientContext, RunClient } from '../../client-command.ts'
import { notFound, usage } from '../../client-failure.ts'
import { labelsIn } from '../labels-in.ts'
import { findVersion } from '../reference.ts'
import { versionParams } from '../version/version-reach.ts'
import { type Build, buildStatusText, findBuild } from './build-list.ts'

interface ReportOptions {
  readonly status?: keyof typeof reportedStatuses
  readonly platform?: string
  /** `region=identifier`. */
  readonly artifact?: readonly string[]
  /** `key=value`. */
  readonly label?: readonly string[]
  readonly run?: string
}

/** The statuses by the words that users type. */
export const reportedStatuses = {
  running: 'BUILD_RUNNING',
  done: 'BUILD_DONE',
  cancelled: 'BUILD_CANCELLED',
  failed: 'BUILD_FAILED',
} as const satisfies Record<string, Build['status']>

function reportIn({ status, platform, artifact, label, run }: ReportOptions) {
  return {
    ...(status !== undefined && { status: reportedStatuses[status] }),
    ...(platform !== undefined && { platform }),
    ...(artifact !== undefined && { artifacts: artifact.map(artifactIn) }),
    ...(label !== undefined && { labels: labelsIn(label) }),
    ...(run !== undefined && { packer_run_uuid: run }),
  }
}

function artifactIn(text: string) {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) throw usage(`--artifact ${JSON.stringify(text)} is not REGION=IDENTIFIER`)
  return { region: text.slice(0, at), external_identifier: text.slice(at + 1) }
}

export const buildCreate: RunClient = async (context, command) => {
  const [reference = '', componentType = ''] = command.args
  const report = reportIn(command.opts<ReportOptions>())
  const version = await findVersion(context.client, reference)
  const { build } = await context.client.call('PackerService_CreateBuild', {
    params: versionParams(version),
    body: { component_type: componentType, ...report },
  })
  await reportChange(context, build, `Created the build ${componentType} of ${reference}`)
}

export const buildUpdate: RunClient = async (context, command) => {
  const [reference = '', wanted = ''] = command.args
  const report = reportIn(command.opts<ReportOptions>())
  if (Object.keys(report).length === 0)
    throw usage('nothing to change: add --status, --platform, --artifact, --label or --run')
  const version = await findVersion(context.client, reference)
  const { id, component_type: type } = await findBuild(context.client, version, wanted)
  const { build } = await context.client.call('PackerService_UpdateBuild', {
    params: { ...versionParams(version), build_id: id },
    body: report,
  })
  await reportChange(context, build, `Changed the build ${type} of ${reference}`)
}

async function reportChange({ output }: ClientContext, build: Build | null, what: string): Promise<void> {
  if (build === null) throw notFound('the server answered without the build')
  const status =
    build.status === 'BUILD_UNSET' ? 'report its result with assay build update --status' : buildStatusText(build)
  await output.changed(build, { sentence: `${what}: ${status}.`, name: ({ id }) => id })
}
