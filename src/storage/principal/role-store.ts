import { type Kysely, sql } from 'kysely'
import type { RoleStore } from '../../domain/principal/role/role-store.ts'
import type { HeldRole } from '../../domain/principal/role/role.ts'
import { insertMany } from '../query/insert-rows.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import { codecOf, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

interface Row {
  readonly resourceType: Schema['role_binding']['resource_type']
  readonly resourceId: string
  readonly role: Schema['role_binding']['role']
  readonly principalId: string
}
const bindings = table('role_binding', codecOf<Row>()(['resourceType', 'resourceId', 'role', 'principalId']))
const insert = insertMany(bindings)

const ofPrincipal = preparedQuery((db, { principalId }: Readonly<Record<'principalId', string>>) =>
  db
    .with(
      (cte) => cte('holder').materialized(),
      () => sql<{ id: string }>`(
        select cast(${principalId} as text) as id
        union all select group_id from group_member where principal_id = ${principalId}
      )`,
    )
    .selectFrom('holder')
    .innerJoin('role_binding', 'role_binding.principal_id', 'holder.id')
    .innerJoin('principal', 'principal.id', 'role_binding.principal_id')
    .leftJoin('bucket', (bucket) =>
      bucket
        .onRef('bucket.id', '=', 'role_binding.resource_id')
        .on('role_binding.resource_type', '=', sql.lit('bucket')),
    )
    .select(['role_binding.role', 'role_binding.resource_type', 'role_binding.resource_id'])
    .select(['principal.organization_id', 'bucket.name as bucket_name', 'bucket.project_id as bucket_project_id'])
    .distinct()
    // A deleted bucket is out of sight at once: nobody holds a role on it any more.
    .where(
      sql<boolean>`(role_binding.resource_type <> 'bucket' or (bucket.id is not null and bucket.deleted_at is null))`,
    )
    .orderBy('role_binding.resource_id')
    .orderBy('role_binding.role'),
)

export const roleStore = (db: Kysely<Schema>): RoleStore => ({
  async bind({ type, id }, binding) {
    await db
      .insertInto('role_binding')
      .values({ resource_type: type, resource_id: id, role: binding.role, principal_id: binding.principalId })
      .onConflict((known) => known.doNothing())
      .execute()
  },
  async list({ type, id }) {
    return db
      .selectFrom('role_binding')
      .select(['role', 'principal_id as principalId'])
      .where('resource_id', '=', id)
      .where('resource_type', '=', type)
      .orderBy('role')
      .orderBy('principal_id')
      .execute()
  },
  async replace({ type, id }, given) {
    await db.deleteFrom('role_binding').where('resource_id', '=', id).where('resource_type', '=', type).execute()
    await insert(
      db,
      given.map((binding) => ({ ...binding, resourceType: type, resourceId: id })),
    )
  },
  async release(principalId) {
    await db.deleteFrom('role_binding').where('principal_id', '=', principalId).execute()
    await db.deleteFrom('group_member').where('principal_id', '=', principalId).execute()
  },
  async listHeld(principalId) {
    return (await ofPrincipal(db, { principalId })).map((row): HeldRole => {
      const { role, resource_type: type, resource_id: id, bucket_name: bucketName, bucket_project_id: projectId } = row
      const held = { role, organizationId: row.organization_id }
      if (bucketName !== null && projectId !== null) return { ...held, projectId, bucketName }
      return type === 'project' ? { ...held, projectId: id } : type === 'group' ? { ...held, groupId: id } : held
    })
  },
})
