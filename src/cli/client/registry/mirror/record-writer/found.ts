import { ApiError } from '../../../../../client/api-error.ts'

/** What the call answers; null where there is no such thing. */
export async function found<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    // What a registry answers to a fingerprint that it does not know is `aborted`.
    if (error instanceof ApiError && (error.code === 'not_found' || error.code === 'aborted')) return null
    throw error
  }
}
