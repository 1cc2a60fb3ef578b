// The status of a version or a build in the API's own words, with a colour that adds nothing to the word.
import { words } from '../words/words.ts'

const looks = {
  VERSION_ACTIVE: 'valid',
  VERSION_REVOCATION_SCHEDULED: 'scheduled',
  VERSION_REVOKED: 'revoked',
  VERSION_FAILED: 'revoked',
  BUILD_DONE: 'valid',
  BUILD_FAILED: 'revoked',
  OUT_OF_DATE: 'scheduled',
  UP_TO_DATE: 'valid',
} as const satisfies Partial<Record<Status, string>>

export type Status = keyof typeof words.status

export function StatusBadge({ status }: { readonly status: Status }) {
  const look = status in looks ? looks[status as keyof typeof looks] : 'unknown'
  return (
    <span className="badge" data-look={look}>
      {words.status[status]}
    </span>
  )
}
