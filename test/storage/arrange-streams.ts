import type { Organization } from '../../src/domain/organization/organization.ts'
import { FRESH, type Stream } from '../../src/domain/record/stream/stream.ts'
import { at, newId } from './arrange.ts'

export const aStream = (organization: Pick<Organization, 'id'>, given: Partial<Stream> = {}): Stream => {
  const id = newId()
  return {
    id,
    organizationId: organization.id,
    projectId: null,
    origin: 'settings',
    name: `stream-${id}`,
    kind: 'http',
    config: { url: 'https://logs.example.com/in' },
    secret: '',
    enabled: true,
    filter: null,
    ...FRESH,
    createdAt: at(0),
    updatedAt: at(0),
    ...given,
  }
}
