// How far the server has searched for the items of a list.
import { activityWords } from '../words/activity-words.ts'
import { TimeAgo } from './time-ago.tsx'

const says = activityWords.searched

/** While nothing has been found yet. */
export const Looking = ({ at }: { readonly at: string | null }) => <SearchedTo says={says.looking} at={at} />

/** Below a page that is not full although there may be more. */
export const SearchedUntil = ({ at }: { readonly at: string | null }) => <SearchedTo says={says.until} at={at} />

function SearchedTo({ says: words, at }: { readonly says: string; readonly at: string | null }) {
  if (at === null) return null
  return (
    <p className="quiet" role="status">
      {words} <TimeAgo at={at} />
    </p>
  )
}
