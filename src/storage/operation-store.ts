import type { Kysely } from 'kysely'
import type { OperationOrderField, OperationStore } from '../domain/operation/operation-store.ts'
import type { Operation } from '../domain/operation/operation.ts'
import { operationFrom, operationRow } from './columns.ts'
import type { Keyset } from './keyset.ts'
import { fetchPage } from './keyset.ts'
import type { Schema } from './schema.ts'

const columns = ['id', 'project_id', 'created_at'] as const

const keyset: Keyset<OperationOrderField, Operation> = {
  fields: {
    createdAt: { reference: 'operation.created_at', type: 'string', valueOf: (operation) => operation.createdAt },
  },
  id: { reference: 'operation.id', type: 'string', valueOf: (operation) => operation.id },
}

export const operationStore = (db: Kysely<Schema>): OperationStore => ({
  async insert(operation) {
    await db.insertInto('operation').values(operationRow(operation)).execute()
  },
  async find(projectId, id) {
    const row = await db
      .selectFrom('operation')
      .select(columns)
      .where('id', '=', id)
      .where('project_id', '=', projectId)
      .executeTakeFirst()
    return row && operationFrom(row)
  },
  async list(projectId, page) {
    const query = db.selectFrom('operation').select(columns).where('project_id', '=', projectId)
    return fetchPage(query, keyset, page, operationFrom)
  },
})
