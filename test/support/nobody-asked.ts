import { type Ask, OutboundFailure, type OutboundRequest } from '../../src/machine/outbound/outbound-client.ts'

/** Of a server whose settings name none. */
export const noStreams = {
  wanted: [],
  reach: {
    ask: (request: OutboundRequest) => nobodyAsked(request),
    bringTo: () => Promise.reject(new OutboundFailure('nobody else is there', 'gives no answer')),
  },
} as const

/** How a server that has nobody else asks others. */
export const nobodyAsked: Ask = () => Promise.reject(new OutboundFailure('nobody else is there', 'gives no answer'))
