// Calls of the port of e-mail subscriptions; see asked-of-ports.ts.
import type { EmailSubscriptionStore } from '../../src/domain/record/email/email-subscription-store.ts'
import { anEmailSubscription } from './arrange-email-subscriptions.ts'
import type { Asked } from './asked-pages.ts'
import { KNOWN_SUBSCRIPTION } from './years-of-email-subscriptions.ts'
import { known, SOON } from './years.ts'

const subscription = anEmailSubscription({ projectId: known.project, principalId: known.person })
const MANY = 200
const AT = { soon: SOON, hourly: SOON, daily: SOON }
const projects = (count: number) => Array.from({ length: count }, (_, index) => `project-${100001 + index}`)

export const askedOfEmailSubscriptions: {
  readonly [Method in keyof EmailSubscriptionStore]: Readonly<Record<string, Asked<EmailSubscriptionStore>>>
} = {
  insert: { one: (port) => port.insert(subscription) },
  find: { one: (port) => port.find(KNOWN_SUBSCRIPTION) },
  listOwn: { all: (port) => port.listOwn(known.person, known.project) },
  delete: { one: (port) => port.delete(KNOWN_SUBSCRIPTION) },
  wake: { one: (port) => port.wake(projects(1), AT), many: (port) => port.wake(projects(MANY), AT) },
  claim: { one: (port) => port.claim(SOON, '2027', '2028') },
  bringForward: { all: (port) => port.bringForward(SOON, AT) },
  nextAt: { one: (port) => port.nextAt() },
  keep: {
    one: (port) => port.keep({ subscription: { ...subscription, id: KNOWN_SUBSCRIPTION }, until: SOON }, SOON),
  },
  release: { one: (port) => port.release(KNOWN_SUBSCRIPTION, SOON, subscription) },
}
