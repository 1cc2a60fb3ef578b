import { ApiError } from '../../../client/api-error.ts'
import { endBrowserLogin } from '../../../client/browser-login.ts'
import { processVariables } from '../../../config/config.ts'
import { explainFailure } from '../explain-failure.ts'
import { printable } from '../output/printable.ts'
import { trustOfLogin } from '../server/find-server.ts'
import type { GivenLogin } from '../server/logins.ts'

/** The longest wait for a server that may be out of reach. */
const PATIENCE_MS = 10_000

/** Ends a login by browser on the server that issued it; other logins need no ending there. Prints a note if that fails. */
export async function endOnServer(
  { apiUrl, authUrl, authorities, credentials }: GivenLogin,
  called: AbortSignal,
): Promise<void> {
  if (credentials.kind !== 'browser') return
  const late = AbortSignal.timeout(PATIENCE_MS)
  try {
    const { fetch } = await trustOfLogin(authorities, processVariables())
    await endBrowserLogin({ authUrl, fetch }, credentials, AbortSignal.any([called, late]))
  } catch (error) {
    const until = 'it expires there by itself, or when you sign out everywhere on the server'
    const reason = late.aborted ? `no answer came within ${PATIENCE_MS / 1000} s` : whyNot(error)
    process.stderr.write(printable(`assay: the login could not be ended on ${apiUrl}; ${until}: ${reason}`) + '\n')
  }
}

const whyNot = (error: unknown): string =>
  // A hint about other credentials is of no use to a user who is logging out.
  error instanceof ApiError ? error.message : explainFailure(error, { credentialsFrom: null }).message
