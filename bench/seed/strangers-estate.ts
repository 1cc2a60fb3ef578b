// What the strangers find: an ordinary image, versions as large as the limits allow with channels that point at one of them, a thousand
// buckets most of which are built on many others, and a principal without a role.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../src/machine/new-id.ts'
import { hashSecret } from '../../src/auth/secret-hash.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import {
  type Credentials,
  keyFor,
  newCredentials,
} from '../../src/domain/principal/service-principal/service-principal-key.ts'
import { connect, type DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { newPrincipal } from '../../src/domain/principal/principal.ts'
import { openStore } from '../../src/storage/open.ts'
import { type Connection, openConnection } from '../load/connection.ts'
import { requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, type ServerSettings, startServer, tokenFor } from '../load/server-process.ts'
import { insertRows, noRows } from './insert-rows.ts'
import { seedBucket } from './seed.ts'
import { SeededImage } from './seeded-image.ts'

export const FAT_BUCKET = 'fat'
const VERSIONS = 100
const FAT_VERSIONS = 25
/** The size of one label; a build may have a mebibyte of labels. */
const FAT_BYTES = 950_000
const CHANNELS = 300
const BUCKETS = 1000
const PARENTS = 24

/** A data directory, and what is needed to call a server on it. */
export interface SeededEstate {
  readonly settings: ServerSettings
  readonly roleless: Credentials
  readonly fingerprints: readonly string[]
  /** A build that is not done. */
  readonly build: { readonly fingerprint: string; readonly id: string }
}

export interface StrangersEstate {
  readonly base: string
  /** An administrator's token. */
  readonly token: string
  /** The token of a principal without any role. */
  readonly roleless: string
  readonly fingerprints: readonly string[]
  readonly buildPath: string
}

export async function seedStrangersEstate(directory: string): Promise<SeededEstate> {
  const dataDir = join(directory, 'strangers')
  await mkdir(dataDir, { mode: 0o700 })
  const location = { sqliteFile: dataDirectoryAt(dataDir).sqliteFile }
  const settings = { dataDir, databaseUrl: null, protocol: 'https', nodeFlags: [] } as const
  await (await startServer(settings)).stop()
  await seedBucket(location, VERSIONS)
  await seedFamilies(location)
  const roleless = await seedRoleless(location)
  const server = await startServer(settings)
  try {
    return { settings, roleless, ...(await seedFat(server)) }
  } finally {
    await server.stop()
  }
}

export async function estateOf(server: RunningServer, seeded: SeededEstate): Promise<StrangersEstate> {
  const { base, token, target } = server
  const { fingerprint, id } = seeded.build
  return {
    base,
    token,
    roleless: await tokenFor(target, seeded.roleless),
    fingerprints: seeded.fingerprints,
    buildPath: `${base}/buckets/${FAT_BUCKET}/versions/${fingerprint}/builds/${id}`,
  }
}

/** Makes a thousand buckets: two dozen, and others whose one version was built from versions of all of these. */
async function seedFamilies(location: DatabaseLocation): Promise<void> {
  const database = connect(location)
  try {
    const { id: projectId } = await database.reader.selectFrom('project').select('id').executeTakeFirstOrThrow()
    const now = new Date().toISOString()
    const rows = noRows()
    const small = { builds: 1, artifacts: 1, labels: 1 } as const
    const image = (name: string) => new SeededImage(name, projectId, now)
    const bases = Array.from({ length: PARENTS }, (_, index) => image(`base-${index}`))
    const parents = bases.map((base) => base.build(rows, null, now, true, small))
    const children = Array.from({ length: BUCKETS - PARENTS }, (_, index) => image(`child-${index}`))
    for (const child of children) child.buildFromAll(rows, parents, now, small)
    for (const each of [...bases, ...children]) each.finish(rows)
    await insertRows(database, rows)
  } finally {
    await database.close()
  }
}

async function seedRoleless(location: DatabaseLocation): Promise<Credentials> {
  const store = await openStore(location)
  try {
    return await store.transaction(async ({ serverKey, organizations, principals }) => {
      const key = (await serverKey.find()) ?? new Uint8Array()
      const [organization] = await organizations.listOrganizations()
      const organizationId = organization?.id ?? ''
      const [project] = await organizations.listProjects(organizationId)
      const createdAt = new Date().toISOString()
      const holder = { organizationId, projectId: project?.id ?? '', name: 'stranger', createdAt }
      const principal = newPrincipal({ id: newId(), kind: 'service', ...holder })
      await principals.insert(principal)
      const credentials = newCredentials()
      const made = { principalId: principal.id, createdAt }
      await principals.insertKey(keyFor(credentials, made, (secret) => hashSecret(key, secret)))
      return credentials
    })
  } finally {
    await store.close()
  }
}

async function seedFat({ target, base, token }: RunningServer): Promise<Pick<SeededEstate, 'fingerprints' | 'build'>> {
  const connection = await openConnection(target)
  try {
    const send = sender(connection, base, token)
    await send('PUT', '/buckets', { name: FAT_BUCKET })
    const ofBucket = `/buckets/${FAT_BUCKET}`
    const labels = { padding: 'x'.repeat(FAT_BYTES) }
    const begin = async (fingerprint: string) => {
      await send('POST', `${ofBucket}/versions`, { fingerprint, template_type: 'HCL2' })
      const builds = `${ofBucket}/versions/${fingerprint}/builds`
      const { build } = (await send('POST', builds, { component_type: 'null.fat', status: 'BUILD_RUNNING' })) as {
        build: { id: string }
      }
      return { fingerprint, id: build.id }
    }
    const fingerprints = Array.from({ length: FAT_VERSIONS }, (_, index) => `fat-${index}`)
    for (const fingerprint of fingerprints) {
      const { id } = await begin(fingerprint)
      const done = { status: 'BUILD_DONE', platform: 'null', labels }
      await send('PATCH', `${ofBucket}/versions/${fingerprint}/builds/${id}`, done)
    }
    const version_fingerprint = fingerprints[0]
    for (let index = 0; index < CHANNELS; index += 1)
      await send('POST', `${ofBucket}/channels`, { name: `channel-${index}`, version_fingerprint })
    return { fingerprints, build: await begin('unfinished') }
  } finally {
    connection.close()
  }
}

const sender =
  ({ exchange }: Connection, base: string, token: string) =>
  async (method: string, path: string, sent: unknown): Promise<unknown> => {
    const { status, body } = await exchange(requestBytes({ method, path: base + path, token, body: sent }))
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${body.toString()}`)
    return JSON.parse(body.toString())
  }
