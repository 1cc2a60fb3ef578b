// Rows to domain objects and back, for those who own registries and those who use them.
import type { Organization, Project } from '../../domain/organization/organization.ts'
import type { AccessToken, ServicePrincipal, ServicePrincipalKey } from '../../domain/principal/principal.ts'
import type * as rows from '../schema.ts'

export const organizationRow = ({ id, name, createdAt }: Organization): rows.OrganizationRow => ({
  id,
  name,
  created_at: createdAt,
})
export const organizationFrom = (row: rows.OrganizationRow): Organization => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
})

export const projectRow = (project: Project): rows.ProjectRow => ({
  id: project.id,
  organization_id: project.organizationId,
  name: project.name,
  description: project.description,
  created_at: project.createdAt,
})
export const projectFrom = (row: rows.ProjectRow): Project => ({
  id: row.id,
  organizationId: row.organization_id,
  name: row.name,
  description: row.description,
  createdAt: row.created_at,
})

export const principalRow = (principal: ServicePrincipal): rows.ServicePrincipalRow => ({
  id: principal.id,
  organization_id: principal.organizationId,
  project_id: principal.projectId,
  name: principal.name,
  created_at: principal.createdAt,
})
export const principalFrom = (row: rows.ServicePrincipalRow): ServicePrincipal => ({
  id: row.id,
  organizationId: row.organization_id,
  projectId: row.project_id,
  name: row.name,
  createdAt: row.created_at,
})

export const keyRow = (key: ServicePrincipalKey): rows.ServicePrincipalKeyRow => ({
  client_id: key.clientId,
  principal_id: key.principalId,
  secret_hash: key.secretHash,
  created_at: key.createdAt,
})
export const keyFrom = (row: rows.ServicePrincipalKeyRow): ServicePrincipalKey => ({
  clientId: row.client_id,
  principalId: row.principal_id,
  secretHash: row.secret_hash,
  createdAt: row.created_at,
})

export const tokenRow = (token: AccessToken): rows.AccessTokenRow => ({
  hash: token.hash,
  client_id: token.clientId,
  expires_at: token.expiresAt,
})
export const tokenFrom = (row: rows.AccessTokenRow): AccessToken => ({
  hash: row.hash,
  clientId: row.client_id,
  expiresAt: row.expires_at,
})
