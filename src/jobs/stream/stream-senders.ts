import type { Senders } from './send-batch.ts'

/** How each kind of stream is sent to. */
export const streamSenders = (): Senders => ({})
