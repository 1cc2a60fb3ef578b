import { ApiError } from '../../../client/api-error.ts'

/** The result, or null if the server answers with one of these codes. */
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

/** The result, or null if the server has nothing of that name: for an unknown fingerprint it answers `aborted`. */
export const ifFound = <Result>(asked: Promise<Result>): Promise<Result | null> =>
  unless(['not_found', 'aborted'], asked)
