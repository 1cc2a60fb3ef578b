// Roles can be held on more than a project, and by groups. Tokens may be granted by something other than a key.
import { type Kysely, type SchemaModule, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

const index = (schema: SchemaModule, table: string, columns: readonly string[]) =>
  schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute()

export const rolesAndGroups = ({ textType: text }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema
      .alterTable('principal')
      .addColumn('display_name', text, (column) => column.notNull().defaultTo(''))
      .execute()
    await schema
      .alterTable('principal')
      .addColumn('description', text, (column) => column.notNull().defaultTo(''))
      .execute()
    await schema.alterTable('principal').addColumn('disabled_at', text).execute()
    await sql`update principal set display_name = name`.execute(db)

    await schema
      .createTable('role_binding')
      .addColumn('resource_type', text, (column) => column.notNull())
      .addColumn('resource_id', text, (column) => column.notNull())
      .addColumn('role', text, (column) => column.notNull())
      .addColumn('principal_id', text, (column) => column.notNull().references('principal.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('role_binding_key', ['resource_id', 'role', 'principal_id'])
      .execute()
    await index(schema, 'role_binding', ['principal_id'])
    await sql`insert into role_binding (resource_type, resource_id, role, principal_id)
      select 'project', project_id, role, principal_id from principal_role`.execute(db)
    // The new owner of an organization is the longest-standing admin of its oldest project.
    await sql`insert into role_binding (resource_type, resource_id, role, principal_id)
      select 'organization', organization.id, 'owner', (
        select principal_role.principal_id from principal_role
        join project on project.id = principal_role.project_id
        join principal on principal.id = principal_role.principal_id and principal.project_id = project.id
        where project.organization_id = organization.id and principal_role.role = 'admin'
        order by project.created_at, project.id, principal.created_at, principal.id limit 1
      )
      from organization where exists (
        select 1 from principal_role
        join project on project.id = principal_role.project_id
        join principal on principal.id = principal_role.principal_id and principal.project_id = project.id
        where project.organization_id = organization.id and principal_role.role = 'admin'
      )`.execute(db)
    // Servers of the previous release read it while they are replaced one after the other.
    await schema.dropTable('principal_role').execute()
    await sql`create view principal_role as
      select principal_id, resource_id as project_id, role from role_binding
      where resource_type = 'project' and role in ('viewer', 'contributor', 'admin')`.execute(db)

    await schema
      .createTable('group_member')
      .addColumn('group_id', text, (column) => column.notNull().references('principal.id').onDelete('cascade'))
      .addColumn('principal_id', text, (column) => column.notNull().references('principal.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('group_member_key', ['group_id', 'principal_id'])
      .execute()
    await index(schema, 'group_member', ['principal_id', 'group_id'])

    await schema
      .createTable('login_token')
      .addColumn('hash', text, (column) => column.notNull().primaryKey())
      .addColumn('principal_id', text, (column) => column.notNull().references('principal.id').onDelete('cascade'))
      .addColumn('grant_kind', text, (column) => column.notNull())
      .addColumn('grant_id', text, (column) => column.notNull())
      .addColumn('expires_at', text, (column) => column.notNull())
      .execute()
    await index(schema, 'login_token', ['principal_id'])
    await index(schema, 'login_token', ['grant_id'])
    await index(schema, 'login_token', ['expires_at'])
  },
})
