import { Link, useSearchParams } from 'react-router'
import { withoutPage } from '../parts/page-turns.tsx'
import { activityWords } from '../words/activity-words.ts'

interface ActorNameProps {
  readonly actor: { readonly id: string; readonly name: string }
}

/** Who did something, and the way to what else they did. */
export function ActorName({ actor: { id, name } }: ActorNameProps) {
  const [search] = useSearchParams()
  // What the registry does by itself has no id.
  if (id === '') return name
  const there = withoutPage(search)
  there.set('actor', id)
  return (
    <Link to={{ search: there.toString() }} title={activityWords.only(name)}>
      {name}
    </Link>
  )
}
