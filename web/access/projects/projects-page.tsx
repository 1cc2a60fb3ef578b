// The projects of the organization, with buttons to create, rename, describe and delete them.
import { Group } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { projectResource } from '../../asking/permissions.ts'
import { projectPath } from '../../asking/place.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { Copyable } from '../../parts/copyable.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { AccessPage } from '../access-page.tsx'
import { DeleteProject } from './delete-project.tsx'
import { DescribeProject } from './describe-project.tsx'
import { MakeProject } from './make-project.tsx'
import { type Project, RenameProject } from './rename-project.tsx'

const says = accessWords.projects

type Open = 'make' | { readonly what: 'rename' | 'describe' | 'delete'; readonly project: Project } | null

export function ProjectsPage() {
  const access = useAccess()
  const [open, setOpen] = useState<Open>(null)
  const close = () => {
    setOpen(null)
  }
  return (
    <AccessPage
      title={words.navigation.projects}
      says={says.says}
      access={access}
      needs={[]}
      actions={
        <PermittedButton
          permits={access.onOrganization}
          permission="resource-manager.projects.create"
          variant="filled"
          onClick={() => {
            setOpen('make')
          }}
        >
          {says.making.title}
        </PermittedButton>
      }
    >
      {() => (
        <>
          <Projects access={access} onOpen={setOpen} />
          {open === 'make' && <MakeProject access={access} onClose={close} />}
          {open !== null && open !== 'make' && <Changing open={open} onClose={close} />}
        </>
      )}
    </AccessPage>
  )
}

interface ChangingProps {
  readonly open: Exclude<Open, 'make' | null>
  readonly onClose: () => void
}

function Changing({ open: { what, project }, onClose }: ChangingProps) {
  if (what === 'rename') return <RenameProject project={project} onClose={onClose} />
  if (what === 'describe') return <DescribeProject project={project} onClose={onClose} />
  return <DeleteProject project={project} onClose={onClose} />
}

interface ProjectsProps {
  readonly access: Access
  readonly onOpen: (open: Open) => void
}

function Projects({ access, onOpen }: ProjectsProps) {
  const organizationId = access.organization?.id ?? ''
  const query = { 'scope.id': organizationId, 'scope.type': 'ORGANIZATION' }
  const answer = useAnswer('ProjectService_List', { query })
  return (
    <Answered answer={answer}>
      {({ projects }) => (
        <Table columns={Object.values(says.columns)}>
          {projects.map((project) => (
            <tr key={project.id}>
              <th scope="row">
                <Link to={projectPath({ ...project, organizationId })}>{project.name}</Link>
                {project.description !== '' && <div className="quiet">{project.description}</div>}
              </th>
              <td>
                <Copyable text={project.id} label={accessWords.id} />
              </td>
              <td>
                <TimeAgo at={project.created_at} />
              </td>
              <td>
                <ProjectButtons access={access} project={project} onOpen={onOpen} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Answered>
  )
}

function ProjectButtons({ access, project, onOpen }: ProjectsProps & { readonly project: Project }) {
  const permits = access.on(projectResource(project.id))
  const buttons = [
    ['rename', 'resource-manager.projects.update'],
    ['describe', 'resource-manager.projects.update'],
    ['delete', 'resource-manager.projects.delete'],
  ] as const
  return (
    <Group gap="xs" wrap="nowrap">
      {buttons.map(([what, permission]) => (
        <PermittedButton
          key={what}
          permits={permits}
          permission={permission}
          size="xs"
          aria-label={says.labels[what](project.name)}
          onClick={() => {
            onOpen({ what, project })
          }}
        >
          {says.buttons[what]}
        </PermittedButton>
      ))}
    </Group>
  )
}
