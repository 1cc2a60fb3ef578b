import { mayPass } from '../../../../client/api-error.ts'
import { pause } from '../../../../client/retries.ts'
import type { ClientContext, RunClient } from '../../client-command.ts'
import { refused, usage } from '../../client-failure.ts'
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
  if (from === to) throw usage(`--from and --to are both ${from}: name another channel with --to`)
  const minutes = Number(timeout)
  if (!(minutes > 0)) throw usage(`--timeout ${JSON.stringify(timeout)} is not a number of minutes`)
  const promotion = { source: { bucket, channel: from }, target: { bucket, channel: to } }
  const target = await getChannel(context.client, promotion.target)
  const waited = wait ? { until: context.now + minutes * MINUTE_MS, not: target.version?.fingerprint ?? null } : null
  const version = await versionToPromote(context, promotion.source, waited)
  await promote(context, promotion, { version, target })
}

/** When to stop waiting for a version, and the fingerprint that does not count: a source that still points at it has nothing new. */
interface Waiting {
  readonly until: number
  readonly not: string | null
}

async function versionToPromote(
  { client, output, signal, now }: ClientContext,
  source: ChannelReference,
  waiting: Waiting | null,
): Promise<Version> {
  const name = `${source.bucket}@${source.channel}`
  for (let reported = ''; ;) {
    const channel = await whileWaiting(waiting, getChannel(client, source))
    const version = channel?.version ?? null
    if (version !== null && isValid(version) && version.fingerprint !== waiting?.not) return version
    const state =
      version === null
        ? pointless(name, channel)
        : `${name} points at ${versionText(version)}, ${statusText(version, now)}`
    if (waiting === null) throw refused(`${state}: point it at a valid version first, or add --wait to wait for one`)
    if (Date.now() >= waiting.until)
      throw refused(`${state}, and no other version came in time: check the build, or wait longer with --timeout`)
    if (state !== reported) output.note(`${state}: waiting for another version`)
    reported = state
    await pause(ASKED_EVERY_MS, signal)
  }
}

const pointless = (name: string, channel: Channel | null): string =>
  channel === null ? `the server does not answer which version ${name} points at` : `${name} points at no version`

/** Returns null if the server does not answer, as long as there is time left to wait: the outage may pass. */
async function whileWaiting(waiting: Waiting | null, asked: Promise<Channel>): Promise<Channel | null> {
  try {
    return await asked
  } catch (error) {
    if (mayPass(error) && waiting !== null && Date.now() < waiting.until) return null
    throw error
  }
}

interface Move {
  readonly version: Version
  readonly target: Channel
}

async function promote({ client, output }: ClientContext, { target: reference }: Promotion, { version, target }: Move) {
  const name = `${reference.bucket}@${reference.channel}`
  if (target.version?.fingerprint === version.fingerprint) {
    const sentence = `${name} already points at ${versionText(version)}: nothing was changed.`
    await output.changed(target, { sentence, name: () => reference.channel })
    return
  }
  const channel = await pointChannel(client, reference, version)
  await output.changed(channel, {
    sentence: `${name}: ${versionText(target.version)} -> ${versionText(version)}`,
    name: () => reference.channel,
  })
}
