// What years of use leave behind, by statements that both databases understand: as many versions as asked for, half of them in
// one bucket, one in a hundred built from another, and everything else in proportion. Contents are left empty, because only the
// number of rows matters to a plan.
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../src/storage/schema.ts'
import { ledgersOf } from './years-of-ledgers.ts'
import { peopleOf } from './years-of-people.ts'
import { emailSubscriptionsOf } from './years-of-email-subscriptions.ts'
import { streamsOf } from './years-of-streams.ts'
import { webhooksOf } from './years-of-webhooks.ts'
import { retired, retiredBucket, retiredChannel } from './retired.ts'
import { age, id, longId, stamps, type Table } from './rows-in-sql.ts'

export const AT = '2026-01-01T00:00:00.000Z'
export const SOON = '2026-06-01T00:00:00.000Z'

/** Ids that exist whatever the number of versions. */
export const known = {
  organization: 'organization',
  project: 'project-100001',
  /** A project with few buckets. */
  otherProject: 'project-100003',
  registry: 'registry-100001',
  otherRegistry: 'registry-100003',
  /** Holds half of all versions. */
  bucket: 'bucket-100001',
  /** One of many buckets that have a few versions. */
  smallBucket: 'bucket-100003',
  smallBucketName: 'name-100003',
  bucketName: 'name-100001',
  /** All its versions are revoked, and its channel was assigned each of them. */
  retiredBucket,
  retiredChannel,
  channel: 'channel-100001',
  channelName: 'production',
  /** Six versions of a thousand were built from it. */
  base: 'version-1000002',
  version: 'version-1000100',
  fingerprint: 'fp-1000100',
  build: 'build-1000100',
  externalIdentifier: 'ami-1000100',
  revocation: 'revocation-1000100',
  revokedVersion: 'version-1000100',
  principal: 'principal-100001',
  /** Has signed in often. */
  person: 'principal-100002',
  client: 'client-100001',
  group: 'group-100001',
  provider: 'provider-100001',
  job: 'job-100001',
  operation: 'operation-100001',
  sbom: 'sbom-1000100',
  apiId: 'api-100001',
  webhook: 'webhook-100001',
  webhookName: 'name-100001',
  delivery: 'delivery-1000100',
  stream: 'stream-100001',
} as const

const VERSIONS_PER_BUCKET = 50
const PROJECTS = 20
const GROUPS = 10

const NO_BYTES = sql`${Buffer.alloc(0)}`
/** The parent of every hundredth version, counted by `number`: the base for most, else a slightly older version. */
const parentOf = (number: string) => `case when ${number} % 5 < 3 then 2 else ${number} * 100 - 50 end`

function tables(versions: number): readonly Table[] {
  const buckets = versions / VERSIONS_PER_BUCKET
  /** Odd versions are in the one large bucket. */
  const bucketOf = (number: string) =>
    `case when (${number}) % 2 = 1 then ${id('bucket', '1')} else ${id('bucket', `2 + (${number}) / 2 % ${buckets - 1}`)} end`
  const projectOf = (bucket: string) =>
    `case when ${bucket} <= ${buckets / 2} then ${id('project', '1')} else ${id('project', `2 + ${bucket} % ${PROJECTS - 1}`)} end`

  return [
    { table: 'organization', count: 1, columns: { id: `'${known.organization}'`, name: `'o'`, created_at: `'${AT}'` } },
    {
      table: 'project',
      count: PROJECTS,
      columns: {
        id: id('project', 'n'),
        organization_id: `'${known.organization}'`,
        name: `'p'`,
        description: `''`,
        created_at: age('n'),
      },
    },
    {
      table: 'registry',
      count: PROJECTS,
      columns: {
        id: id('registry', 'n'),
        project_id: id('project', 'n'),
        feature_tier: `'standard'`,
        activated: '1',
        ...stamps('n'),
      },
    },
    {
      table: 'run_task',
      count: PROJECTS,
      columns: {
        project_id: id('project', 'n'),
        api_id: id('api', 'n'),
        hmac_key: `'key'`,
        on_untracked_image: `'warn'`,
        updated_at: age('n'),
      },
    },
    {
      table: 'bucket',
      count: buckets,
      columns: {
        id: id('bucket', 'n'),
        project_id: projectOf('n'),
        name: id('name', 'n'),
        description: `''`,
        labels: `'{}'`,
        version_count: '1',
        last_sequence: '1',
        deleted_at: `case when n = 5 then '${AT}' end`,
        ...stamps('n'),
      },
    },
    {
      table: 'version',
      count: versions,
      columns: {
        id: longId('version', 'n'),
        bucket_id: bucketOf('n'),
        fingerprint: longId('fp', 'n'),
        template_type: `'hcl2'`,
        sequence: 'n',
        author_id: `'ci'`,
        ...stamps('n'),
      },
    },
    {
      table: 'build',
      count: versions,
      columns: {
        id: longId('build', 'n'),
        version_id: longId('version', 'n'),
        component_type: `'file.a'`,
        status: `case when n % 1000 = 1 then 'running' else 'done' end`,
        platform: `'aws'`,
        packer_run_uuid: `''`,
        labels: `'{}'`,
        source_external_identifier: `''`,
        parent_version_id: `case when n % 100 = 0 then ${longId('version', parentOf('n / 100'))} else '' end`,
        parent_channel_id: `''`,
        heartbeat_at: `case when n % 1000 = 1 then ${age('n')} end`,
        started_at: `case when n % 1000 = 1 then ${age('n')} end`,
        ...stamps('n'),
      },
    },
    {
      table: 'version_edge',
      count: versions / 100,
      columns: {
        id: longId('build', 'n * 100'),
        child_version_id: longId('version', 'n * 100'),
        child_bucket_id: bucketOf('n * 100'),
        parent_version_id: longId('version', parentOf('n')),
        parent_bucket_id: bucketOf(parentOf('n')),
        channel_id: id('channel', `1 + n % (${buckets} * 4)`),
        created_at: age('n * 100'),
      },
    },
    {
      table: 'artifact',
      count: versions,
      columns: {
        id: longId('artifact', 'n'),
        build_id: longId('build', 'n'),
        position: '0',
        external_identifier: longId('ami', 'n'),
        region: `'eu'`,
        created_at: age('n'),
      },
    },
    {
      table: 'sbom',
      count: versions / 10,
      columns: {
        id: longId('sbom', 'n * 10'),
        build_id: longId('build', 'n * 10'),
        name: `'sbom'`,
        format: `'spdx'`,
        created_at: age('n'),
        document: NO_BYTES,
      },
    },
    {
      table: 'channel',
      count: buckets * 4,
      columns: {
        id: id('channel', 'n'),
        bucket_id: id('bucket', `1 + (n - 1) % ${buckets}`),
        name: `case when n <= ${buckets} then 'production' else ${id('channel', 'n')} end`,
        author_id: `'ci'`,
        managed: `case when n > ${buckets * 3} then 1 else 0 end`,
        restricted: '0',
        version_id: `case when n % 4 = 0 then null else ${longId('version', '100')} end`,
        ...stamps('n'),
      },
    },
    {
      table: 'channel_assignment',
      count: versions / 2,
      columns: {
        id: longId('assignment', 'n'),
        channel_id: `case when n % 2 = 1 then ${id('channel', '1')} else ${id('channel', `1 + n / 2 % ${buckets}`)} end`,
        version_id: longId('version', 'n'),
        author_id: `'ci'`,
        assigned_at: age('n'),
      },
    },
    {
      table: 'event',
      count: versions / 2,
      columns: {
        id: longId('event', 'n'),
        project_id: `case when n % 10 < 9 then ${id('project', '1')} else ${id('project', `2 + n % ${PROJECTS - 1}`)} end`,
        at: age('n'),
        subject: `'version'`,
        kind: `case when n % 2 = 0 then 'version.completed' else 'version.created' end`,
        organization_id: `'${known.organization}'`,
        action: `case when n % 2 = 0 then 'complete' else 'create' end`,
        description: `''`,
        actor_type: `'service'`,
        actor_id: `''`,
        actor_name: `''`,
        address: `''`,
        request_id: `''`,
        bucket_id: bucketOf('n'),
        version_id: longId('version', 'n'),
        payload: `'{}'`,
      },
    },
    {
      table: 'operation',
      count: versions / 10,
      columns: { id: id('operation', 'n'), project_id: id('project', '1'), created_at: age('n') },
    },
    {
      table: 'revocation',
      count: versions / 100,
      columns: {
        id: longId('revocation', 'n * 100'),
        project_id: id('project', '1'),
        version_id: longId('version', 'n * 100'),
        bucket_id: bucketOf('n * 100'),
        bucket_name: `''`,
        fingerprint: longId('fp', 'n * 100'),
        sequence: 'n',
        at: `case when n % 2 = 0 then ${age('n')} else '2027-01-01T00:00:00.000Z' end`,
        message: `''`,
        author: `''`,
        include_descendants: '1',
        rollback_channels: '1',
        applied_at: `case when n % 2 = 0 then ${age('n')} end`,
        created_at: age('n'),
      },
    },
    {
      table: 'inherited_revocation',
      count: versions / 10,
      columns: {
        version_id: longId('version', 'n'),
        revocation_id: longId('revocation', `100 * (1 + n % (${versions} / 100))`),
      },
    },
    {
      table: 'job',
      count: versions / 10,
      columns: {
        id: id('job', 'n'),
        kind: `'apply-revocation'`,
        subject: id('subject', 'n'),
        run_at: age('n'),
        failures: '0',
        last_error: `''`,
        claimed_until: `case when n % 100 = 0 then '${AT}' end`,
        created_at: age('n'),
      },
    },
    {
      table: 'principal',
      count: versions / 100,
      columns: {
        id: id('principal', 'n'),
        kind: `'service'`,
        organization_id: `'${known.organization}'`,
        project_id: id('project', '1'),
        name: id('principal', 'n'),
        created_at: age('n'),
      },
    },
    {
      table: 'service_principal_key',
      count: versions / 100,
      columns: {
        client_id: id('client', 'n'),
        principal_id: id('principal', 'n'),
        secret_hash: `'hash'`,
        created_at: age('n'),
      },
    },
    {
      table: 'principal',
      count: GROUPS,
      columns: {
        id: id('group', 'n'),
        kind: `'group'`,
        organization_id: `'${known.organization}'`,
        project_id: 'null',
        name: id('group', 'n'),
        created_at: age('n'),
      },
    },
    {
      table: 'group_member',
      count: versions / 100,
      columns: { group_id: id('group', `1 + n % ${GROUPS}`), principal_id: id('principal', 'n') },
    },
    {
      table: 'role_binding',
      count: versions / 100,
      columns: {
        resource_type: `'project'`,
        resource_id: id('project', `1 + n % ${PROJECTS}`),
        role: `'viewer'`,
        principal_id: id('principal', 'n'),
      },
    },
    {
      table: 'role_binding',
      count: versions / 100,
      columns: {
        resource_type: `'bucket'`,
        resource_id: id('bucket', `1 + n % ${buckets}`),
        role: `'packer.builder'`,
        principal_id: id('group', `1 + n % ${GROUPS}`),
      },
    },
    {
      table: 'workload_identity_provider',
      count: versions / 100,
      columns: {
        id: id('provider', 'n'),
        principal_id: id('principal', 'n'),
        name: id('provider', 'n'),
        description: `''`,
        trust: `'{}'`,
        conditional_access: `''`,
        ...stamps('n'),
      },
    },
    {
      table: 'login_token',
      count: versions / 5,
      columns: {
        hash: longId('login', 'n'),
        principal_id: id('principal', `1 + n % (${versions} / 100)`),
        grant_kind: `'browser-login'`,
        grant_id: longId('grant', 'n'),
        expires_at: age('n'),
      },
    },
    {
      table: 'access_token',
      count: versions / 5,
      columns: {
        hash: longId('hash', 'n'),
        client_id: id('client', `1 + n % (${versions} / 100)`),
        expires_at: age('n'),
      },
    },
    ...ledgersOf(versions, known.project, known.organization),
    ...peopleOf(versions, known.organization),
    ...webhooksOf(versions, known.project),
    ...streamsOf(known.organization),
    ...emailSubscriptionsOf(known.person, PROJECTS),
    ...retired(known.project),
  ]
}

/** Expects a database with all tables and no rows; `versions` must be divisible by 100. */
export async function seedYears(db: Kysely<Schema>, versions: number): Promise<void> {
  for (const { table, count, columns } of tables(versions)) {
    const names = Object.keys(columns).map((name) => sql.ref(name))
    const values = Object.values(columns).map((value) => (typeof value === 'string' ? sql.raw(value) : value))
    await sql`
      insert into ${sql.table(table)} (${sql.join(names)})
      with recursive series(n) as (select 1 union all select n + 1 from series where n < ${sql.lit(count)})
      select ${sql.join(values)} from series`.execute(db)
  }
}
