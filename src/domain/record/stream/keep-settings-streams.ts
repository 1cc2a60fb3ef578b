import { isDeepStrictEqual } from 'node:util'
import { makeChange } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Change, Context } from '../../context.ts'
import type { Home } from '../../location.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import { everyItem, OLDEST_FIRST } from '../../page.ts'
import { recordEvent } from '../event/record-event.ts'
import { knownSecret, storedSecret } from '../../organization/stored-secret.ts'
import { FRESH, type Stream, streamFacts } from './stream.ts'

/** A stream as the settings define it. */
export interface SettingsStream extends Pick<Stream, 'name' | 'kind' | 'config'> {
  /** In plain text; empty for none. */
  readonly secret: string
}

export interface KeepSettingsStreams {
  readonly organizationId: string
  readonly wanted: readonly SettingsStream[]
}

/**
 * Makes the streams of an organization that come from settings match the settings. A new stream begins with what happens from now on. A
 * stream of the same name and kind continues where it was, even with another config or secret. A stream that gets another kind is deleted
 * and created again.
 */
export async function keepSettingsStreams(
  context: Context,
  { organizationId, wanted }: KeepSettingsStreams,
  cipher: SecretCipher,
): Promise<void> {
  await makeChange(context, { organizationId, projectId: null }, async (change) => {
    const { streams } = change.tx
    const there = await Array.fromAsync(
      everyItem(OLDEST_FIRST, (page) => streams.listOf(organizationId, 'settings', page)),
    )
    const isOne = (one: Pick<Stream, 'name' | 'kind'>) => (other: Pick<Stream, 'name' | 'kind'>) =>
      one.name === other.name && one.kind === other.kind
    for (const stream of there.filter((one) => !wanted.some(isOne(one)))) {
      await streams.delete(stream.id)
      recordEvent(change, { kind: 'stream.deleted', payload: { stream: streamFacts(stream) } })
    }
    for (const each of wanted) {
      const before = there.find(isOne(each))
      if (before === undefined) await create(change, each, cipher)
      else await update(change, before, each, cipher)
    }
  })
}

async function create(change: Change<Home>, { secret, ...given }: SettingsStream, cipher: SecretCipher): Promise<void> {
  const { tx, now, newId, location } = change
  const id = newId()
  const stream: Stream = {
    ...{ id, ...location, origin: 'settings', ...given, secret: storedSecret(cipher, secret, id) },
    ...{ enabled: true, filter: null, ...FRESH, createdAt: now, updatedAt: now },
  }
  // False where another server has just inserted it.
  if (await tx.streams.insert(stream))
    recordEvent(change, { kind: 'stream.created', payload: { stream: streamFacts(stream) } })
}

async function update(
  change: Change<Home>,
  before: Stream,
  { config, secret }: SettingsStream,
  cipher: SecretCipher,
): Promise<void> {
  const hasNewConfig = !isDeepStrictEqual(before.config, config)
  const hasNewSecret = !isSecretOf(before, secret, cipher)
  if (!hasNewConfig && !hasNewSecret) return
  const updatedAt = nowAfter(change.now, before.updatedAt)
  const stream = {
    ...before,
    config,
    secret: hasNewSecret ? storedSecret(cipher, secret, before.id) : before.secret,
    updatedAt,
  }
  await change.tx.streams.update(stream, before)
  const payload = { stream: streamFacts(stream), previous: streamFacts(before), hasNewConfig, hasNewSecret }
  recordEvent(change, { kind: 'stream.updated', payload })
}

function isSecretOf(stream: Stream, secret: string, cipher: SecretCipher): boolean {
  try {
    return knownSecret(cipher, stream.secret, stream.id) === secret
  } catch {
    // The secret was encrypted with a key that no longer exists.
    return false
  }
}
