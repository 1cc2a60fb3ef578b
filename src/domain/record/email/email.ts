// E-mail: what a person wants to be notified of in a project. A subscription has a position in the ledger of its project, up to which its
// person was mailed the events, or did not want them. Later events are examined when the next mail is sent, by the roles of that moment.
import { CLOCKS_MS, type Instant, later } from '../../clock.ts'
import { failedPrecondition, invalidArgument, shown } from '../../errors.ts'
import { LONGEST_PAUSE_MS } from '../stream/stream.ts'
import { ANY_ACTION, webhookActions } from '../webhook/webhook.ts'

/** How many events are combined in one mail. */
export type Bundling = 'soon' | 'hourly' | 'daily'

/** Events within so many milliseconds of the first are sent together. */
export const gatheredMs: Readonly<Record<Bundling, number>> = {
  soon: 30 * 1000,
  hourly: 60 * 60 * 1000,
  daily: 24 * 60 * 60 * 1000,
}

/** The shortest time between two mails of the same subscription, in milliseconds. */
export const BETWEEN_MS = 5 * 60 * 1000

/**
 * The latest time that a subscription is scheduled for. Only a clock that ran ahead and was corrected since can have scheduled a later one.
 */
export function latestAgain(now: Instant): Readonly<Record<Bundling, Instant>> {
  const latest = (bundling: Bundling) =>
    later(now, Math.max(gatheredMs[bundling], BETWEEN_MS, LONGEST_PAUSE_MS) + CLOCKS_MS)
  return { soon: latest('soon'), hourly: latest('hourly'), daily: latest('daily') }
}

export interface EmailSubscription {
  readonly id: string
  /** The person, who is mailed at the address of their account. */
  readonly principalId: string
  readonly projectId: string
  /** Empty for all buckets that the person may see. */
  readonly bucketId: string
  /** The wanted actions on versions; `*` for all. */
  readonly actions: readonly string[]
  readonly bundling: Bundling
  /** A position in the ledger of the project: the events after it are still to be mailed. */
  readonly position: number
  /** When the last mail was accepted; null before the first. */
  readonly sentAt: Instant | null
  /** Why the last try failed; empty when it did not. */
  readonly failure: string
  /** Since when no mail was accepted; null while mails are. */
  readonly failingSince: Instant | null
  /** No mail is sent before this time. */
  readonly notBefore: Instant
  readonly createdAt: Instant
}

/** Whether this server knows which mail server to use, and where the links in mails lead. */
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
/** The most subscriptions that a person may have in a project. */
export const MOST_SUBSCRIPTIONS = 20

/** Throws `invalid_argument` for something that is no action, and for none or too many of them. */
export function requireActions(actions: readonly string[]): void {
  const known = [ANY_ACTION, ...webhookActions]
  if (actions.length === 0 || actions.length > MOST_ACTIONS)
    throw invalidArgument('actions', `must be 1 to ${MOST_ACTIONS} of ${known.join(', ')}`)
  const unknown = actions.find((action) => !known.includes(action))
  if (unknown !== undefined)
    throw invalidArgument('actions', `"${shown(unknown)}" is no action: use some of ${known.join(', ')} ("*" is all)`)
}

/** Whether the text is one address and nothing else: the name with which people sign in need not be an address. */
export const isAddress = (email: string): boolean =>
  /^[^\s\p{C}@<>",;:\\[\]()]+@[^\s\p{C}@<>",;:\\[\]()]+$/u.test(email)

/**
 * The facts about a subscription that events record, with the name that its bucket has then: empty for all buckets, and for a deleted one.
 */
export const emailSubscriptionFacts = ({ id, bucketId, actions, bundling }: EmailSubscription, bucketName: string) => ({
  id,
  bucketId,
  bucketName,
  actions,
  bundling,
})
