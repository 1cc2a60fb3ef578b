/**
 * A workload has not proved what it says. The message says why, for who runs the server or has set up the provider: while
 * nobody but a stranger is known to ask, an answer tells nothing of it.
 */
export class Unproven extends Error {
  /** Whether whom the provider trusts has vouched for who asks, and that for one of the provider's audiences, though not for enough. */
  readonly isVouchedFor: boolean

  constructor(reason: string, { isVouchedFor, cause }: { readonly isVouchedFor: boolean; readonly cause?: unknown }) {
    super(reason, cause === undefined ? {} : { cause })
    this.isVouchedFor = isVouchedFor
  }
}
