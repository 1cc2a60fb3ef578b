import { Link } from 'react-router'
import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'

export function MissingPage() {
  return (
    <>
      <PageHead title={words.missing.title} />
      <p>{words.missing.says}</p>
      <Link to="/">{words.missing.home}</Link>
    </>
  )
}
