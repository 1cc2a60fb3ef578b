import { type Ask, OutboundFailure } from '../../src/machine/outbound/outbound-client.ts'

/** How a server that has nobody else asks others. */
export const nobodyAsked: Ask = () => Promise.reject(new OutboundFailure('nobody else is there', 'gives no answer'))
