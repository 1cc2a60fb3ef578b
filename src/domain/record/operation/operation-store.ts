import type { Page, PageRequest } from '../../page.ts'
import type { Operation } from './operation.ts'

export type OperationOrderField = 'createdAt'

export interface OperationStore {
  insert(operation: Operation): Promise<void>
  find(projectId: string, id: string): Promise<Operation | undefined>
  list(projectId: string, page: PageRequest<OperationOrderField>): Promise<Page<Operation>>
}
