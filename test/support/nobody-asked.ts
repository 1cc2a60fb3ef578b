import { type Ask, OutboundFailure, type OutboundRequest } from '../../src/machine/outbound/outbound-client.ts'

/** The streams of a server whose settings name none. */
export const noStreams = {
  wanted: [],
  reach: {
    ask: (request: OutboundRequest) => nobodyAsked(request),
    bringTo: () => Promise.reject(new OutboundFailure('nobody else is there', 'gives no answer')),
  },
} as const

/** The client of a server that can reach no other server. */
export const nobodyAsked: Ask = () => Promise.reject(new OutboundFailure('nobody else is there', 'gives no answer'))
