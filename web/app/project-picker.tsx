import { Button, Menu } from '@mantine/core'
import { Link } from 'react-router'
import { projectCalled, projectPath, useProjects } from '../asking/place.ts'
import { ChevronIcon } from '../parts/icons.tsx'
import { words } from '../words/words.ts'

/** A menu that shows the current project and leads to the others. */
export function ProjectPicker({ current }: { readonly current: string | undefined }) {
  const { projects = [] } = useProjects()
  const found = current === undefined ? undefined : projectCalled(projects, current)
  return (
    <Menu>
      <Menu.Target>
        <Button rightSection={<ChevronIcon />} aria-label={`${words.frame.project}: ${found?.name ?? words.none}`}>
          {found?.name ?? words.frame.project}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {projects.map((project) => (
          <Menu.Item key={project.id} component={Link} to={`${projectPath(project)}/buckets`}>
            {project.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
