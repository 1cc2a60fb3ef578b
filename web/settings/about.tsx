// The server that serves these pages.
import type { Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { Fact } from '../parts/fact.tsx'
import { settingsWords } from '../words/settings-words.ts'

const said = settingsWords.about
const SELDOM = 300_000

export function About({ project }: { readonly project: Project }) {
  const params = { organization_id: project.organizationId }
  const answer = useAnswer('AssayService_GetAbout', { params }, { again: SELDOM })
  return (
    <section className="panel" aria-labelledby="about">
      <h2 id="about">{said.title}</h2>
      <Answered answer={answer} lines={3}>
        {({ version, database, node_version: node, license }) => (
          <dl className="facts">
            <Fact name={said.version}>{version}</Fact>
            <Fact name={said.database}>{said.databases[database]}</Fact>
            <Fact name={said.node}>{node}</Fact>
            <Fact name={said.license}>
              {license}, <a href="/assets/licenses.md">{said.pages}</a>
            </Fact>
          </dl>
        )}
      </Answered>
    </section>
  )
}
