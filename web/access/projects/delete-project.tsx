// A project goes with its service principals and the roles in it. One that has a registry stays: that is deleted in its settings.
import { Link } from 'react-router'
import { projectPath } from '../../asking/place.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import type { Project } from './rename-project.tsx'

const says = accessWords.projects.deleting

export function DeleteProject({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const deletion = useChange('ProjectService_Delete')
  const request = { params: { id: project.id } }
  const settings = `${projectPath({ ...project, organizationId: project.parent?.id ?? '' })}/settings`
  return (
    <Confirmation
      title={says.title}
      action={says.action(project.name)}
      typed={project.name}
      isPending={deletion.isPending}
      error={deletion.error}
      onConfirm={() => {
        deletion.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <p>{says.says}</p>
      <p>
        {says.registry} <Link to={settings}>{says.settings}</Link>
      </p>
      <EquivalentCall operation="ProjectService_Delete" request={request} />
    </Confirmation>
  )
}
