import { signInPath } from '../asking/registry-client.ts'
import { words } from '../words/words.ts'

/** Opens another window, so that what is typed in this one is kept. */
export function SignInLink() {
  return (
    <a href={signInPath()} target="_blank" rel="noopener">
      {words.signedOut.link}
    </a>
  )
}
