import { invalidArgument } from './errors.ts'

/** Refuses a text of more bytes than `limit`, by the name of its field. */
export function requireLength(field: string, text: string, limit: number): void {
  if (Buffer.byteLength(text) > limit) throw invalidArgument(field, `must be at most ${limit} bytes long`)
}
