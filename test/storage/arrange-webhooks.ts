import type { Project } from '../../src/domain/organization/organization.ts'
import type { Webhook } from '../../src/domain/record/webhook/webhook.ts'
import { at, newId } from './arrange.ts'

export const aWebhook = (project: Pick<Project, 'id'>, given: Partial<Webhook> = {}): Webhook => {
  const id = newId()
  return {
    id,
    projectId: project.id,
    name: `hook-${id}`,
    description: '',
    enabled: true,
    url: 'https://hooks.example.com/images',
    token: '',
    format: 'hcp',
    subscriptions: [{ resourceId: '', events: [{ action: '*', source: 'hashicorp.packer.version' }] }],
    failingSince: null,
    createdAt: at(0),
    updatedAt: at(0),
    ...given,
  }
}
