// How pages call the server: only through `assay/client`, with the session of the signed-in user.
import { currentApi } from '../../src/client/apis.ts'
import { ApiError } from '../../src/client/api-error.ts'
import { session } from '../../src/client/access.ts'
import { createClient } from '../../src/client/client.ts'

export const registryClient = createClient({ api: currentApi, apiUrl: location.origin, access: session() })

/** Whether nobody is signed in, or no longer. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.code === 'unauthenticated'

/** Whether the resource does not exist, or is not visible to the user. */
export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.code === 'not_found'

/** Whether the request is invalid. */
export const isInvalid = (error: unknown): boolean => error instanceof ApiError && error.code === 'invalid_argument'

/** Whether the signed-in user lacks the permission. */
export const isRefused = (error: unknown): boolean => error instanceof ApiError && error.code === 'permission_denied'

/** Whether the current state does not allow the operation: the message says what has to be done first. */
export const isImpossible = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'failed_precondition'

/** The address of the sign-in page, which leads back here afterwards. */
export const signInPath = (): string => `/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`
