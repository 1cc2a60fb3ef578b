import { Link, useSearchParams } from 'react-router'
import { withoutPage } from '../parts/page-turns.tsx'
import { activityWords } from '../words/activity-words.ts'

interface ActorNameProps {
  readonly actor: { readonly id: string; readonly name: string }
}

/** Who did something, as a link to everything else they did. */
export function ActorName({ actor: { id, name } }: ActorNameProps) {
  const [search] = useSearchParams()
  // The registry's own actions have no actor id.
  if (id === '') return name
  const there = withoutPage(search)
  there.set('actor', id)
  return (
    <Link to={{ search: there.toString() }} title={activityWords.only(name)}>
      {name}
    </Link>
  )
}
