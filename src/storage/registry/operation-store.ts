import type { Kysely } from 'kysely'
import type { OperationOrderField, OperationStore } from '../../domain/record/operation/operation-store.ts'
import type { Operation } from '../../domain/record/operation/operation.ts'
import { fetchPage, type Keyset } from '../query/keyset.ts'
import type { OperationRow, Schema } from '../schema.ts'

const operationRow = (operation: Operation): OperationRow => ({
  id: operation.id,
  project_id: operation.projectId,
  created_at: operation.createdAt,
})
const operationFrom = (row: OperationRow): Operation => ({
  id: row.id,
  projectId: row.project_id,
  createdAt: row.created_at,
})

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
