import { pause } from '../../../../client/retries.ts'
import type { ClientContext, RunClient } from '../../client-command.ts'
import { ClientFailure, refused, usage } from '../../client-failure.ts'
import { type Channel, type ChannelReference, getChannel, type Version } from '../reference.ts'
import { isValid, statusText, versionText } from '../version-status.ts'
import { pointChannel } from './point-channel.ts'

interface PromoteOptions {
  readonly from: string
  readonly to: string
  readonly wait?: boolean
  /** Minutes. */
  readonly timeout: string
}

interface Promotion {
  readonly source: ChannelReference
  readonly target: ChannelReference
}

const ASKED_EVERY_MS = 2000
const MINUTE_MS = 60_000

export const channelPromote: RunClient = async (context, command) => {
  const { from, to, wait = false, timeout } = command.opts<PromoteOptions>()
  const [bucket = ''] = command.args
  if (from === to) throw usage(`${from} is promoted to itself: name another channel with --to`)
  const minutes = Number(timeout)
  if (!(minutes > 0)) throw usage(`--timeout ${JSON.stringify(timeout)} is no number of minutes`)
  const promotion = { source: { bucket, channel: from }, target: { bucket, channel: to } }
  const target = await getChannel(context.client, promotion.target)
  const waited = wait ? { until: context.now + minutes * MINUTE_MS, not: target.version?.fingerprint ?? null } : null
  const version = await versionToPromote(context, promotion.source, waited)
  await promote(context, promotion, { version, target })
}

/** Until when to wait for a version, and which one not to count: a source that is still there has nothing new. */
interface Waiting {
  readonly until: number
  readonly not: string | null
}

async function versionToPromote(
  { client, output, signal, now }: ClientContext,
  source: ChannelReference,
  waiting: Waiting | null,
): Promise<Version> {
  for (let isTold = false; ; isTold = true) {
    const { version } = await getChannel(client, source)
    const name = `${source.bucket}@${source.channel}`
    if (version !== null && isValid(version) && version.fingerprint !== waiting?.not) return version
    const state =
      version === null
        ? `${name} points at no version`
        : `${name} is at ${versionText(version)}, ${statusText(version, now)}`
    if (waiting === null)
      throw refused(`${state}: point it at a valid version first, or say --wait to promote once it is at one`)
    if (Date.now() >= waiting.until)
      throw new ClientFailure(
        'refused',
        `${state}, and no other version came in time: look at the build, or wait longer with --timeout`,
      )
    if (!isTold) output.note(`${state}: waiting for another version`)
    await pause(ASKED_EVERY_MS, signal)
  }
}

interface Move {
  readonly version: Version
  readonly target: Channel
}

async function promote({ client, output }: ClientContext, { target: reference }: Promotion, { version, target }: Move) {
  const name = `${reference.bucket}@${reference.channel}`
  if (target.version?.fingerprint === version.fingerprint) {
    const sentence = `${name} is at ${versionText(version)} already: nothing changes.`
    await output.changed(target, { sentence, name: () => reference.channel })
    return
  }
  const channel = await pointChannel(client, reference, version)
  await output.changed(channel, {
    sentence: `${name}: ${versionText(target.version)} -> ${versionText(version)}`,
    name: () => reference.channel,
  })
}
