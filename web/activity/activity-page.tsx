// What happened in a registry, newest first.
import { projectPath, useProject } from '../asking/place.ts'
import { PageHead } from '../parts/page-head.tsx'
import { activityWords } from '../words/activity-words.ts'
import { EventList } from './event-list.tsx'

export function ActivityPage() {
  const project = useProject()
  return (
    <>
      <PageHead title={activityWords.title} crumbs={[{ name: project.name, to: projectPath(project) }]} />
      <EventList project={project} />
    </>
  )
}
