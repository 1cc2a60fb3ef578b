import type { Kysely } from 'kysely'
import type { OperationOrderField, OperationStore } from '../../domain/record/operation/operation-store.ts'
import type { Operation } from '../../domain/record/operation/operation.ts'
import { codecOf } from '../query/codec.ts'
import { fetchPage, keysetOf } from '../query/keyset.ts'
import { table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const operations = table('operation', codecOf<Operation>()(['id', 'projectId', 'createdAt']))
const keyset = keysetOf<OperationOrderField>('operation', { createdAt: 'string' })

export const operationStore = (db: Kysely<Schema>): OperationStore => ({
  insert: (operation) => operations.insert(db, operation),
  find: (projectId, id) => operations.find(db, { id, project_id: projectId }),
  list(projectId, request) {
    const query = db.selectFrom('operation').select(operations.columns).where('project_id', '=', projectId)
    return fetchPage({ query, keyset, request }, operations.itemOf)
  },
})
