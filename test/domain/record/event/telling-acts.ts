// Acts that record events although they leave the scene of event-per-change.test.ts unchanged: refusals, workload identities
// that were proved, a failed sign-in, and a revocation that is taken back.
import assert from 'node:assert/strict'
import { accessTokens } from '../../../../src/auth/access-tokens.ts'
import { refusals } from '../../../../src/auth/refusals.ts'
import { exchangeIdentity } from '../../../../src/auth/workload/exchange-identity.ts'
import { restoreVersion } from '../../../../src/domain/catalog/revocation/restore-version.ts'
import { revokeVersion } from '../../../../src/domain/catalog/revocation/revoke-version.ts'
import { later } from '../../../../src/domain/clock.ts'
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import type { Event } from '../../../../src/domain/record/event/event.ts'
import { testAbout } from '../../../../src/domain/record/stream/test-stream.ts'
import { signInWithCode } from '../../../../src/domain/principal/user/sign-in.ts'
import { testSender } from '../../../../src/jobs/stream/test-sender.ts'
import { awsIdentity, fakeSts, signedRequest } from '../../../support/fake-sts.ts'
import { aProvider } from '../../../storage/arrange.ts'
import { admit, noCodes } from './acts-of-people.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
  readonly bucket: { readonly location: Location; readonly bucketName: string }
  readonly key: { readonly principalId: string }
}

type Act = (scene: Scene) => Promise<unknown>

const asked = { address: '192.0.2.7', requestId: 'the request' }

async function refused({ context, bucket: { location, bucketName }, key }: Scene): Promise<void> {
  const silent = { log: { warn: () => undefined }, everySecond: () => () => undefined }
  const { note, close } = refusals({ ...context, ...silent, organizationId: location.organizationId })
  const refusal = { actor: { type: 'service', id: key.principalId, name: 'pipeline' }, asked } as const
  for (const [resource, permission, operation] of [
    [{ ...location, bucketName }, 'bucket.delete', 'PackerService_DeleteBucket'],
    [location, 'webhook.get', 'WebhookService_ListWebhooks'],
  ] as const) {
    const error = `principal "pipeline" needs a role with the permission ${permission}`
    note({ ...refusal, permission, resource, operation, error })
  }
  await close()
}

/** AWS vouches for the caller; one provider trusts the caller's account, the other trusts a different one. */
async function exchanged({ context, location: { projectId }, key }: Scene): Promise<unknown> {
  const { store, clock } = context
  const principal = (await store.principals.find(key.principalId)) ?? assert.fail('nobody has the key')
  const providers = [awsIdentity.account, '999999999999'].map((accountId, index) => {
    const trust = { kind: 'aws', accountId } as const
    return aProvider(principal, { name: `aws-${index}`, trust, conditionalAccess: 'aws.arn is not empty' })
  })
  await store.transaction(async ({ workloads }) => {
    for (const provider of providers) await workloads.insert(provider)
  })
  const { ask } = fakeSts(awsIdentity)
  const exchange = exchangeIdentity({
    ...{ ...context, ask, accessTokens: accessTokens({ store, clock, serverKey: new Uint8Array(32) }) },
    failedAttempts: { count: () => 0, forgive: () => undefined },
  })
  return Promise.all(
    providers.map(({ name: provider }) => {
      const resourceName = `iam/project/${projectId}/service-principal/pipeline/workload-identity-provider/${provider}`
      const request = signedRequest(resourceName, { region: 'eu-west-1', date: '20260131T120000Z' })
      const path = {
        resourceName,
        scope: 'project',
        scopeId: projectId,
        servicePrincipal: 'pipeline',
        provider,
      } as const
      return exchange({ path, proof: { kind: 'aws', request }, address: asked.address, asked })
    }),
  )
}

const signInFailed: Act = ({ context, location: { organizationId } }) => {
  const browser = { address: '192.0.2.1', agent: 'Firefox' }
  const beginning = { browser, session: { hash: 'session', goodForMs: 1 }, replaces: null }
  return signInWithCode(context, { principalId: `eve of ${organizationId}`, code: '123456', ...beginning }, noCodes)
}

const takenBack: Act = async ({ context, bucket }) => {
  const ref = { ...bucket, fingerprint: 'two' }
  const at = later(context.clock.now(), 86_400_000)
  const revocation = { at, message: 'openssl', includeDescendants: true, rollbackChannels: true }
  await revokeVersion(context, { ...ref, ...revocation })
  return restoreVersion(context, ref)
}

export const tellingActs: readonly Act[] = [
  refused,
  exchanged,
  signInFailed,
  takenBack,
  (scene) => admit(scene, { createPeople: false }),
]

/** The event of a stream's test is sent and never stored. */
export async function testedStream({ context, location: { organizationId } }: Scene): Promise<Event> {
  const page = { size: 1, order: [{ field: 'createdAt', descending: false }], edge: null } as const
  const { items } = await context.store.streams.list(organizationId, page)
  const stream = items[0] ?? assert.fail('there is no stream')
  let told: Event | undefined
  const entryOf = (event: Event) => {
    told = event
    return {}
  }
  const sendTest = testSender({ senders: {}, clock: context.clock, entryOf })
  await sendTest({ stream, secret: '' }, testAbout(context, stream))
  return told ?? assert.fail('nothing is sent')
}
