// Deletes a project with its service principals and the roles in it. One that has a registry cannot be deleted before that.
import { Link } from 'react-router'
import { projectPath } from '../../asking/place.ts'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'
import type { Project } from './rename-project.tsx'

const says = accessWords.projects.deleting

export function DeleteProject({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const request = { params: { id: project.id } }
  const settings = `${projectPath({ ...project, organizationId: project.parent?.id ?? '' })}/settings`
  return (
    <ConfirmedChange
      operation="ProjectService_Delete"
      request={request}
      title={says.title}
      action={says.action(project.name)}
      typed={project.name}
      onClose={onClose}
    >
      <p>{says.says}</p>
      <p>
        {says.registry} <Link to={settings}>{says.settings}</Link>
      </p>
    </ConfirmedChange>
  )
}
