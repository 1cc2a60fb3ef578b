import { ApiError } from '../../../client/api-error.ts'

/** Null where the server answers with one of these codes. */
export async function unless<Result>(
  codes: readonly ApiError['code'][],
  asked: Promise<Result>,
): Promise<Result | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiError && codes.includes(error.code)) return null
    throw error
  }
}

/** Null where a server says that there is nothing of the name: of a fingerprint it says so by `aborted`. */
export const ifFound = <Result>(asked: Promise<Result>): Promise<Result | null> =>
  unless(['not_found', 'aborted'], asked)
