import { hash } from 'node:crypto'

/** The same for the same bytes, on every server (RFC 9110 8.8.3). */
export const entityTag = (bytes: Uint8Array): string => `"${hash('sha1', bytes, 'base64url')}"`

/** Whether who sent this If-None-Match has what the tag is of (RFC 9110 13.1.2). */
export const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && ifNoneMatch.split(',').some((given) => ['*', tag, `W/${tag}`].includes(given.trim()))
