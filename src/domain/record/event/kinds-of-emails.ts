// The kinds of events about e-mail subscriptions.
import type { emailSubscriptionFacts } from '../email/email.ts'
import { kindAbout } from './kind-about.ts'

const ofProject = kindAbout('project')

interface OfEmailSubscription {
  readonly emailSubscription: ReturnType<typeof emailSubscriptionFacts>
}

export const kindsOfEmails = {
  'email-subscription.created': ofProject<OfEmailSubscription>(
    'email-subscription',
    'create',
    'Created e-mail subscription',
  ),
  'email-subscription.deleted': ofProject<OfEmailSubscription>(
    'email-subscription',
    'delete',
    'Deleted e-mail subscription',
  ),
} as const
