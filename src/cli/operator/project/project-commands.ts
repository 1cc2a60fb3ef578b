// `assay project …`: the projects of the organization, each with a registry of its own. The rules are those of every API; here are
// only words.
import type { AddCommand } from '../add-command.ts'
import { projectCreate, type ProjectCreateOptions } from './project-create.ts'
import { projectDelete } from './project-delete.ts'
import { projectList } from './project-list.ts'
import { projectRename } from './project-rename.ts'

export function projectCommands(add: AddCommand): void {
  add('create <name>', 'make a project', (config, command) =>
    projectCreate(config, command.args[0] ?? '', command.opts<ProjectCreateOptions>()),
  )
    .option('--description <text>', 'what it is for')
    .option('--registry', 'make its registry as well; without one nothing can be pushed to it')
  add('list', 'list the projects, the oldest first', projectList)
  add('rename <name-or-id> <new-name>', 'rename a project', (config, { args: [project = '', name = ''] }) =>
    projectRename(config, project, name),
  )
  add(
    'delete <name-or-id>',
    'delete a project without a registry, with its service principals and the roles in it',
    (config, { args: [project = ''] }) => projectDelete(config, project),
  )
}
