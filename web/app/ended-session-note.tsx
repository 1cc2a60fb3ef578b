import { useEndedSession } from '../asking/ended-session.ts'
import { SignInLink } from '../parts/sign-in-link.tsx'
import { words } from '../words/words.ts'

/** The note above a page that stays open after the session has ended, so that what is typed on it is not lost. */
export function EndedSessionNote() {
  if (!useEndedSession()) return null
  return (
    <p className="note" data-look="revoked" role="alert">
      {words.signedOut.says} <SignInLink />
    </p>
  )
}
