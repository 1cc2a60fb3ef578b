import { ApiError } from '../../../src/client/api-error.ts'
import { accessWords } from '../../words/access-words.ts'

/** What to do when somebody else has changed a policy first. By then the policy has been refetched, like everything after a change. */
export function OvertakenNote({ error }: { readonly error: Error | null }) {
  if (!(error instanceof ApiError) || error.code !== 'aborted') return null
  return <p role="status">{accessWords.roles.overtaken}</p>
}
