import type { Kysely } from 'kysely'
import type { OrganizationStore } from '../../domain/organization/organization-store.ts'
import type { Organization, Project } from '../../domain/organization/organization.ts'
import { codecOf } from '../query/codec.ts'
import { table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const organizations = table('organization', codecOf<Organization>()(['id', 'name', 'createdAt']))
const projects = table('project', codecOf<Project>()(['id', 'organizationId', 'name', 'description', 'createdAt']))

export const organizationStore = (db: Kysely<Schema>): OrganizationStore => ({
  insertOrganization: (organization) => organizations.insert(db, organization),
  insertProject: (project) => projects.insert(db, project),
  findProject: (id) => projects.find(db, { id }),
  listOrganizations: () => organizations.list(db, {}),
  listProjects: (organizationId) => projects.list(db, { organization_id: organizationId }),
})
