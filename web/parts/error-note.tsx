// What happened, what to do, and the id under which the server's operator finds the request in the log.
import { Button } from '@mantine/core'
import { ApiError } from '../../src/client/api-error.ts'
import { isSignedOut } from '../asking/registry-client.ts'
import { words } from '../words/words.ts'
import { Copyable } from './copyable.tsx'
import { SignInLink } from './sign-in-link.tsx'

interface ErrorNoteProps {
  readonly error: unknown
  readonly onRetry?: () => void
}

export function ErrorNote({ error, onRetry }: ErrorNoteProps) {
  const requestId = error instanceof ApiError ? error.requestId : null
  return (
    <div className="note" data-look="revoked" role="alert">
      <p>{sentence(error instanceof Error ? error.message : String(error))}</p>
      {requestId !== null && (
        <p>
          {words.error.request} <Copyable text={requestId} label={words.error.requestId} />
        </p>
      )}
      {isSignedOut(error) && (
        <p>
          <SignInLink />
        </p>
      )}
      {onRetry && (
        <Button mt="xs" onClick={onRetry}>
          {words.error.retry}
        </Button>
      )}
    </div>
  )
}

/** Messages of the server are written as the middle of a sentence. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
