import type { EmailSubscription } from '../../src/domain/record/email/email.ts'
import { at, newId } from './arrange.ts'

export const anEmailSubscription = (
  home: { readonly projectId: string; readonly principalId: string },
  given: Partial<EmailSubscription> = {},
): EmailSubscription => ({
  id: newId(),
  ...home,
  bucketId: '',
  actions: ['*'],
  bundling: 'soon',
  position: 0,
  sentAt: null,
  failure: '',
  failingSince: null,
  notBefore: at(0),
  createdAt: at(0),
  ...given,
})
