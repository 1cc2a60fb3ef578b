// The settings of a registry as a whole, and what cannot be undone.
import { Stack } from '@mantine/core'
import { Link } from 'react-router'
import { projectResource, usePermits } from '../asking/permissions.ts'
import { inProject, projectPath, useProject } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { isMissing } from '../asking/registry-client.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { NoRegistry } from '../registry/no-registry.tsx'
import { settingsWords } from '../words/settings-words.ts'
import { About } from './about.tsx'
import { RegistrySettings } from './registry-settings.tsx'
import { RunTaskSettings } from './run-task-settings.tsx'

export function SettingsPage() {
  const project = useProject()
  const permits = usePermits(projectResource(project.id))
  const answer = useAnswer('PackerService_GetRegistry', { params: inProject(project) })
  if (isMissing(answer.error)) return <NoRegistry project={project} />
  return (
    <>
      <PageHead title={settingsWords.title} crumbs={[{ name: project.name, to: projectPath(project) }]} />
      <Stack>
        <Answered answer={answer}>
          {({ registry }) => (
            <Stack>
              {registry && <RegistrySettings project={project} registry={registry} permits={permits} />}
              <RunTaskSettings project={project} permits={permits} />
            </Stack>
          )}
        </Answered>
        <section className="panel" aria-labelledby="webhooks">
          <h2 id="webhooks">{settingsWords.webhooks.title}</h2>
          <p>{settingsWords.webhooks.says}</p>
          <Link to={`${projectPath(project)}/settings/webhooks`}>{settingsWords.webhooks.open}</Link>
        </section>
        <About project={project} />
      </Stack>
    </>
  )
}
