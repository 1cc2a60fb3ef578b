// `assay project ...`: the projects of the organization, each with a registry of its own. The rules are those of every API; here are only
// the words.
import type { AddCommand } from '../add-command.ts'
import { projectCreate, type ProjectCreateOptions } from './project-create.ts'
import { projectDelete } from './project-delete.ts'
import { projectList } from './project-list.ts'
import { projectRename } from './project-rename.ts'

export function projectCommands(add: AddCommand): void {
  add('create <name>', 'create a project', (config, command) =>
    projectCreate(config, command.args[0] ?? '', command.opts<ProjectCreateOptions>()),
  )
    .option('--description <text>', 'what the project is for')
    .option('--registry', 'also create its registry; nothing can be pushed to a project without one')
  add('list', 'list the projects, oldest first', projectList)
  add('rename <name-or-id> <new-name>', 'rename a project', (config, { args: [project = '', name = ''] }) =>
    projectRename(config, project, name),
  )
  add(
    'delete <name-or-id>',
    'delete a project that has no registry, with its service principals and the roles in it',
    (config, { args: [project = ''] }) => projectDelete(config, project),
  )
}
