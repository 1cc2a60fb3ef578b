/**
 * A workload has not proved what it claims. The message says why, for the operator of the server and for whoever set
 * up the provider: a response reveals none of it as long as the caller may be a stranger.
 */
export class Unproven extends Error {
  /**
   * Whether the trusted issuer, or AWS, has vouched for the caller to one of the provider's audiences, though not for all that is
   * required.
   */
  readonly isVouchedFor: boolean

  constructor(reason: string, { isVouchedFor, cause }: { readonly isVouchedFor: boolean; readonly cause?: unknown }) {
    super(reason, cause === undefined ? {} : { cause })
    this.isVouchedFor = isVouchedFor
  }
}
