import { useEndedSession } from '../asking/ended-session.ts'
import { SignInLink } from '../parts/sign-in-link.tsx'
import { words } from '../words/words.ts'

/** Above a page that has been kept for what is typed on it. */
export function EndedSessionNote() {
  if (!useEndedSession()) return null
  return (
    <p className="note" data-look="revoked" role="alert">
      {words.signedOut.says} <SignInLink />
    </p>
  )
}
