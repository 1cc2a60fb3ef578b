// How pages ask the server: by `assay/client` and the session of whoever is signed in, and by nothing else.
import { currentApi } from '../../src/client/apis.ts'
import { ApiError } from '../../src/client/api-error.ts'
import { session } from '../../src/client/access.ts'
import { createClient } from '../../src/client/client.ts'

export const registryClient = createClient({ api: currentApi, apiUrl: location.origin, access: session() })

/** Whether nobody is signed in, or not any more. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.code === 'unauthenticated'

/** Whether what was asked for is not there, or not for whoever asks. */
export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.code === 'not_found'

/** Whether what was asked for cannot be asked for so. */
export const isInvalid = (error: unknown): boolean => error instanceof ApiError && error.code === 'invalid_argument'

/** Whether whoever is signed in lacks the permission. */
export const isRefused = (error: unknown): boolean => error instanceof ApiError && error.code === 'permission_denied'

/** Whether it cannot be done as things are: the message says what has to be done first. */
export const isImpossible = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'failed_precondition'

/** Of the page where people sign in, which leads back here after that. */
export const signInPath = (): string => `/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`
