// E-mail: of what a person wants to be told, each in a project. A subscription has a place in the ledger of its project, up to which its
// person was told or did not want to be; what comes after it is looked through when it is sent, by the roles of that moment.
import { CLOCKS_MS, type Instant, later } from '../../clock.ts'
import { failedPrecondition, invalidArgument, shown } from '../../errors.ts'
import { LONGEST_PAUSE_MS } from '../stream/stream.ts'
import { ANY_ACTION, webhookActions } from '../webhook/webhook.ts'

/** How much of what happens comes in one mail. */
export type Bundling = 'soon' | 'hourly' | 'daily'

/** What happens within so long of the first is told together, in milliseconds. */
export const gatheredMs: Readonly<Record<Bundling, number>> = {
  soon: 30 * 1000,
  hourly: 60 * 60 * 1000,
  daily: 24 * 60 * 60 * 1000,
}

/** However much happens, nobody is sent a mail of the same subscription sooner, in milliseconds. */
export const BETWEEN_MS = 5 * 60 * 1000

/** None is looked after again after that, but by a clock that was ahead and was set right since. */
export function latestAgain(now: Instant): Readonly<Record<Bundling, Instant>> {
  const latest = (bundling: Bundling) =>
    later(now, Math.max(gatheredMs[bundling], BETWEEN_MS, LONGEST_PAUSE_MS) + CLOCKS_MS)
  return { soon: latest('soon'), hourly: latest('hourly'), daily: latest('daily') }
}

export interface EmailSubscription {
  readonly id: string
  /** Of the person, who is told at the address of their account. */
  readonly principalId: string
  readonly projectId: string
  /** Empty for all buckets that the person may see. */
  readonly bucketId: string
  /** Of what happens to versions; `*` for all. */
  readonly actions: readonly string[]
  readonly bundling: Bundling
  /** Of the ledger of the project: what comes after it is still to be told. */
  readonly position: number
  /** When the last mail was accepted; null before the first. */
  readonly sentAt: Instant | null
  /** Why the last try failed; empty when it did not. */
  readonly failure: string
  /** Since when no mail was accepted; null while they are. */
  readonly failingSince: Instant | null
  /** No mail is sent before. */
  readonly notBefore: Instant
  readonly createdAt: Instant
}

/** Whether this server was told by whom mails are sent, and where their links lead. */
export interface MailSettings {
  readonly isSet: boolean
}

/** Throws `failed_precondition`, with what to do about it, where no mail can be sent. */
export function requireMail({ isSet }: MailSettings): void {
  if (!isSet)
    throw failedPrecondition(
      'this registry sends no e-mail: whoever runs it has to set a mail server (ASSAY_SMTP_URL, --mail-from) and --public-url, which links in mails lead to',
    )
}

const MOST_ACTIONS = 20
/** Of a person in a project. */
export const MOST_SUBSCRIPTIONS = 20

/** Refuses by field what is no action. */
export function requireActions(actions: readonly string[]): void {
  const known = [ANY_ACTION, ...webhookActions]
  if (actions.length === 0 || actions.length > MOST_ACTIONS)
    throw invalidArgument('actions', `must be 1 to ${MOST_ACTIONS} of ${known.join(', ')}`)
  const unknown = actions.find((action) => !known.includes(action))
  if (unknown !== undefined)
    throw invalidArgument('actions', `"${shown(unknown)}" is no action: use some of ${known.join(', ')} ("*" is all)`)
}

/** Whether it is one address and nothing else: people may have a name alone to sign in with. */
export const isAddress = (email: string): boolean =>
  /^[^\s\p{C}@<>",;:\\[\]()]+@[^\s\p{C}@<>",;:\\[\]()]+$/u.test(email)

/** What events tell of one, and how its bucket was called then; empty for all, and of one that is gone. */
export const emailSubscriptionFacts = ({ id, bucketId, actions, bundling }: EmailSubscription, bucketName: string) => ({
  id,
  bucketId,
  bucketName,
  actions,
  bundling,
})
