// Writes records to any server of the API by the operations open to its clients, for a registry to fall back on. What these cannot express
// is lost: IDs, times, authors, and the history of channels.
import type { Operations } from '../../../../../client/apis.ts'
import { ApiError } from '../../../../../client/api-error.ts'
import type { Client } from '../../../../../client/client.ts'
import type { MirrorRecord } from '../records.ts'
import { type Brought, nothingBrought, type RecordWriter, tell } from './record-writer.ts'
import { ifFound } from '../../if-found.ts'
import { type Losses, noLosses } from './losses.ts'
import { replayChannel } from './replay-channel.ts'
import { type ReplayOutcome, replayRevocation } from './replay-revocation.ts'
import { type Replayed, replayVersion } from './replay-version.ts'

export const NOT_REPLAYED: readonly string[] = [
  'ids, times and authors: the target assigns its own',
  'the history of channels: each only points where it does now',
  'dates of past revocations: they count from now',
]

interface Replay extends RecordWriter {
  /** The losses of these records. */
  readonly losses: Losses
}

/** Writes as people and Packer do. A version waits until all its records have come, because it cannot change once it is complete. */
export function replayWriter(client: Client<Operations>): Replay {
  const brought = nothingBrought()
  const losses = noLosses()
  let version: Replayed | null = null

  async function finishVersion(): Promise<void> {
    const whole = version
    version = null
    if (whole !== null) await recordOutcome(brought, () => replayVersion(client, whole, losses))
  }

  return {
    brought,
    losses,
    end: finishVersion,
    async write(record) {
      if (record.version) {
        await finishVersion()
        version = { version: record.version, parents: [], builds: [], sboms: [], revocation: null, completion: null }
      } else if (version !== null && isOf(version, record)) gather(version, record)
      else {
        await finishVersion()
        await recordOutcome(brought, () => replayOther(client, record, losses))
      }
    },
  }
}

const isOf = ({ version }: Replayed, { build, sbom, completion, revocation, parents }: MirrorRecord): boolean => {
  const place = build ?? sbom ?? completion ?? revocation ?? parents
  return place?.bucket_name === version.bucket_name && place?.fingerprint === version.fingerprint
}

function gather(replayed: Replayed, { build, sbom, completion, revocation, parents }: MirrorRecord): void {
  if (build) replayed.builds.push(build)
  if (sbom) replayed.sboms.push(sbom)
  if (completion) replayed.completion = completion
  if (revocation) replayed.revocation = revocation
  if (parents) replayed.parents.push(...(parents.parents ?? []))
}

/** Counts a refusal by the server as an outcome, and throws an error that ends the work. */
async function recordOutcome(brought: Brought, work: () => Promise<ReplayOutcome | null>): Promise<void> {
  try {
    const outcome = await work()
    if (outcome !== null) tell(brought, { outcome, message: '' })
  } catch (error) {
    if (!(error instanceof ApiError && REFUSALS.includes(error.code))) throw error
    tell(brought, { outcome: 'REFUSED', message: error.message })
  }
}

const REFUSALS: readonly ApiError['code'][] = [
  'failed_precondition',
  'invalid_argument',
  'already_exists',
  'aborted',
  'not_found',
]

async function replayOther(
  client: Client<Operations>,
  record: MirrorRecord,
  losses: Losses,
): Promise<ReplayOutcome | null> {
  if (record.bucket) return replayBucket(client, record.bucket)
  if (record.channel) return replayChannel(client, record.channel, losses)
  // The revocation of a version that the target already has whole; other revocations come with their version.
  if (record.revocation) return replayRevocation(client, record.revocation)
  return null
}

async function replayBucket(
  client: Client<Operations>,
  { name = '', description = '', labels = {} }: NonNullable<MirrorRecord['bucket']>,
): Promise<ReplayOutcome> {
  const params = { bucket_name: name }
  const known = (await ifFound(client.call('PackerService_GetBucket', { params })))?.bucket
  if (!known) {
    await client.call('PackerService_CreateBucket', { body: { name, description, labels } })
    return 'CREATED'
  }
  const isSame = known.description === description && sameLabels(known.labels, labels)
  if (!isSame) await client.call('PackerService_UpdateBucket', { params, body: { description, labels } })
  return isSame ? 'UNCHANGED' : 'UPDATED'
}

type Labels = Readonly<Record<string, string>>
const sameLabels = (one: Labels, other: Labels) =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted())
